package keras4j.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the state of an optimizer is one that the optimizer may have of this model. */
final class ConfigState {
    private final Rules rules;
    private final Collection<String> customs;
    private final Hdf5Group weights;
    private final Set<List<Long>> shapes = new HashSet<>();

    ConfigState(Rules rules, Collection<String> customs, Hdf5Group weights) {
        this.rules = rules;
        this.customs = customs;
        this.weights = weights;
    }

    void check(JsonNode compilation) {
        JsonNode optimizer = compilation.path("optimizer");
        if (!(weights.members().get("optimizer") instanceof Hdf5Group state)) {
            return;
        }
        require(
                !optimizer.isMissingNode() && !optimizer.isNull(),
                "no optimizer's state if it has no optimizer",
                "some");
        boolean known = optimizer.findValuesAsText("class_name").stream().noneMatch(customs::contains);
        if (known) {
            // This one alone keeps sums over rows and columns.
            boolean sums = optimizer.findValuesAsText("class_name").contains("Adafactor");
            weights.arrays((path, array) -> {
                if (!path.startsWith("optimizer/")) {
                    shapes.add(array.shape());
                }
            });
            state.arrays((path, array) -> slot("optimizer/" + path, array, sums));
        }
    }

    private void slot(String path, Hdf5Array array, boolean sums) {
        boolean whole = array.type() == Hdf5Type.INT32 || array.type() == Hdf5Type.INT64;
        // Each optimizer counts its steps first.
        boolean count = path.endsWith("/vars/0");
        boolean alone = array.shape().isEmpty();
        require(!count || (whole && alone), "a count of steps in " + path, array.type() + " of " + array.shape());
        require(array.counts(), "no count below 0 in " + path, "one");
        require(whole ? alone : array.type().isFloat(), "state of real numbers in " + path, array.type());
        require(
                alone || sums || shapes.contains(array.shape()),
                "state in shapes of weights in " + path,
                array.shape());
    }

    private void require(boolean kept, String accepted, Object got) {
        rules.require(Rule.SIZE_STATE, kept, "model must have " + accepted, got);
    }
}
