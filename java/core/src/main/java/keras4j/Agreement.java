package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import keras4j.archive.ArchiveException;
import keras4j.archive.KerasConfig;
import keras4j.archive.Rule;
import keras4j.data.Input;
import keras4j.plot.Node;
import keras4j.text.PlainText;

/** Whether the members of an archive say of its model what it is. */
final class Agreement {
    private static final int LONGEST_NAME = 200;

    private Agreement() {}

    /** @throws ArchiveException they say something else */
    static void check(Fitted fitted, KerasConfig model) {
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

    /** Keras takes one input whatever its name, and several by their names. */
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

    /** What stands in logs and tables as it is. */
    private static void requireLines(Fitted fitted) {
        List<String> names = new ArrayList<>(fitted.history().names());
        names.add(fitted.name());
        for (Node node : fitted.diagram().nodes()) {
            names.addAll(List.of(node.name(), node.kind(), node.shape()));
        }
        for (String name : names) {
            boolean line = PlainText.isLine(name) && !name.isEmpty() && name.length() <= LONGEST_NAME;
            require(line, "names must be 1 to " + LONGEST_NAME + " plain characters", name);
        }
    }

    /** The made-up row is known from the rest. */
    static void checkPrototype(byte[] found, Preparation preparation) {
        JsonNode row = Prototype.of(preparation);
        boolean same = Arrays.equals(found, Members.json(row));
        require(same, Member.PROTOTYPE.file() + " must be the row of the schema, " + row, "another");
    }

    private static void same(String accepted, Object expected, Object found) {
        require(expected.equals(found), accepted + ", " + expected, found);
    }

    private static void require(boolean kept, String accepted, Object found) {
        if (!kept) {
            throw new ArchiveException(Rule.ARCHIVE_CONTENT, "Fitted: " + accepted + ", got " + found);
        }
    }
}
