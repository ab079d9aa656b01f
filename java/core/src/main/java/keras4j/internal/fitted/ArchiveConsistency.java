package keras4j.internal.fitted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.data.Input;
import keras4j.internal.kerasfile.KerasConfig;
import keras4j.internal.text.PlainText;
import keras4j.internal.workflow.DataPreparation;
import keras4j.plot.DiagramNode;

/** Consistency check between the members of an archive and its model. */
final class ArchiveConsistency {
    private static final int MAX_NAME_LENGTH = 200;

    private ArchiveConsistency() {}

    /**
     * Checks that the members describe the model.
     *
     * @throws ArchiveException if they describe another
     */
    static void check(FittedModel fitted, KerasConfig model) {
        Map<String, List<Integer>> inputs = model.inputShapes();
        same(
                "inputs must be those of the model",
                List.copyOf(inputs.values()),
                said(fitted.schema().inputs(), inputs));
        if (fitted.origin().spec() != null) {
            Set<String> layers = new TreeSet<>(fitted.program().layers().keySet());
            same("layers of the spec must be those of the model", new TreeSet<>(model.layerNames()), layers);
        }
        same(
                "outputs must be as many as outcomes",
                fitted.schema().outcomes().size(),
                fitted.outputs().size());
        requireLines(fitted);
    }

    /** Returns the declared input shapes: Keras takes one input whatever its name, and several by their names. */
    private static List<List<Integer>> said(List<Input> inputs, Map<String, List<Integer>> model) {
        if (inputs.size() == 1) {
            return List.of(inputs.get(0).shape());
        }
        Map<String, List<Integer>> named = new LinkedHashMap<>();
        inputs.forEach(input -> named.put(input.name(), input.shape()));
        return named.keySet().equals(model.keySet())
                ? model.keySet().stream().map(named::get).toList()
                : List.of();
    }

    /** Checks text that appears unchanged in logs and tables. */
    private static void requireLines(FittedModel fitted) {
        List<String> names = new ArrayList<>(fitted.history().names());
        names.add(fitted.name());
        for (DiagramNode node : fitted.description().diagram().nodes()) {
            names.addAll(List.of(node.name(), node.kind(), node.shape()));
        }
        for (String name : names) {
            boolean line = PlainText.isLine(name) && !name.isEmpty() && name.length() <= MAX_NAME_LENGTH;
            require(line, "names must be 1 to " + MAX_NAME_LENGTH + " plain characters", name);
        }
    }

    /** Checks that the prototype row is the one derived from the schema. */
    static void checkPrototype(byte[] found, DataPreparation preparation) {
        JsonNode row = PrototypeRow.of(preparation);
        boolean same = Arrays.equals(found, FittedEntries.json(row));
        require(same, ArchiveEntry.PROTOTYPE.file() + " must be the row of the schema, " + row, "another");
    }

    private static void same(String accepted, Object expected, Object found) {
        require(expected.equals(found), accepted + ", " + expected, found);
    }

    private static void require(boolean kept, String accepted, Object found) {
        if (!kept) {
            throw new ArchiveException(ValidationRule.ARCHIVE_CONTENT, "Fitted: " + accepted + ", got " + found);
        }
    }
}
