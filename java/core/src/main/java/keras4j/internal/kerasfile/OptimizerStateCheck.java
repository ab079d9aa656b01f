package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;
import keras4j.internal.hdf5.Hdf5Array;
import keras4j.internal.hdf5.Hdf5Group;
import keras4j.internal.hdf5.Hdf5Type;

/** Check that the state of an optimizer fits the optimizer and the model. */
final class OptimizerStateCheck {
    /** Maximum number of different ranks of LoRA in a model; further ones are not looked at. */
    private static final int MAX_RANKS = 64;

    private final Validator rules;
    private final Collection<String> customs;
    private final Hdf5Group weights;
    private final Set<List<Long>> shapes = new HashSet<>();

    OptimizerStateCheck(Validator rules, Collection<String> customs, Hdf5Group weights) {
        this.rules = rules;
        this.customs = customs;
        this.weights = weights;
    }

    void check(JsonNode model) {
        JsonNode optimizer = model.path("compile_config").path("optimizer");
        if (!(weights.members().get("optimizer") instanceof Hdf5Group state)) {
            return;
        }
        require(!optimizer.isMissingNode() && !optimizer.isNull(), "no optimizer state without an optimizer", "some");
        boolean known = optimizer.findValuesAsText("class_name").stream().noneMatch(customs::contains);
        if (known) {
            // Adafactor alone keeps sums over rows and columns.
            boolean sums = optimizer.findValuesAsText("class_name").contains("Adafactor");
            weights.arrays((path, array) -> {
                if (!path.startsWith("optimizer/")) {
                    shapes.add(array.shape());
                }
            });
            shapes.addAll(lowRank(model.findValues("lora_rank")));
            state.arrays((path, array) -> slot("optimizer/" + path, array, sums));
        }
    }

    /** Returns the shapes of the factors that LoRA trains beside weights, which Keras adds up when it saves. */
    private Set<List<Long>> lowRank(List<JsonNode> ranks) {
        Set<List<Long>> factors = new HashSet<>();
        long[] distinct = ranks.stream()
                .filter(JsonNode::isIntegralNumber)
                .mapToLong(JsonNode::longValue)
                .distinct()
                .limit(MAX_RANKS)
                .toArray();
        shapes.stream().filter(shape -> shape.size() > 1).forEach(shape -> {
            for (long rank : distinct) {
                List<Long> first = new ArrayList<>(shape);
                factors.add(List.of(rank, first.set(shape.size() - 1, rank)));
                factors.add(first);
            }
        });
        return factors;
    }

    private void slot(String path, Hdf5Array array, boolean sums) {
        boolean whole = array.type() == Hdf5Type.INT32 || array.type() == Hdf5Type.INT64;
        // Each optimizer's first variable counts its steps.
        boolean count = path.endsWith("/vars/0");
        boolean alone = array.shape().isEmpty();
        require(!count || (whole && alone), "a count of steps in " + path, array.type() + " of " + array.shape());
        require(array.counts(), "no negative count in " + path, "one");
        require(whole ? alone : array.type().isFloat(), "floating-point state in " + path, array.type());
        boolean fits = alone || sums || shapes.contains(array.shape());
        require(fits, "state in the shapes of weights in " + path, array.shape());
    }

    private void require(boolean kept, String accepted, Object got) {
        rules.require(ValidationRule.SIZE_STATE, kept, "model must have " + accepted, got);
    }
}
