package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.Golden;
import keras4j.internal.archive.MemberArchive;
import keras4j.plot.DiagramNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of archives that misdescribe their models: predictions are the model's own, or refused. */
@Tag("once")
class MisdescribedArchiveIT {
    private static final String SHAPE = "\"shape\":[1]";

    /** Returns the golden model with other texts in its members, and without the samples. */
    private static Fitted saying(Map<String, UnaryOperator<String>> changes) throws IOException {
        MemberArchive golden = MemberArchive.read(Golden.bytes());
        Map<String, String> about = new TreeMap<>(golden.about());
        about.computeIfPresent("outcomes", (key, text) -> changes.getOrDefault(key, same -> same)
                .apply(text));
        MemberArchive lying = MemberArchive.of(about);
        for (String each : golden.names()) {
            String text = new String(golden.member(each), StandardCharsets.UTF_8);
            byte[] content = changes.containsKey(each)
                    ? changes.get(each).apply(text).getBytes(StandardCharsets.UTF_8)
                    : golden.member(each);
            lying = each.equals("samples.json") ? lying : lying.with(each, content);
        }
        return Fitted.ofBytes(lying.toBytes());
    }

    private static void refused(String message, Fitted lying) throws IOException {
        float[] row = Golden.input(Golden.rows().get(0));
        try (Keras keras = Keras.open()) {
            ArchiveException alone = assertThrows(ArchiveException.class, () -> keras.predict(lying, row));
            assertEquals(ValidationRule.ARCHIVE_CONTENT, alone.rule().orElseThrow());
            ArchiveException together =
                    assertThrows(ArchiveException.class, () -> keras.predict(lying, Tensor.of(row, 1, 3)));
            assertEquals(message, together.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[1000]]", "[[2]]", "[[1,1]]", "[[0]]", "[[536870911]]"})
    void outputs_of_another_shape_than_the_outcome_are_refused_without_python(String outputs) {
        ArchiveException refused =
                assertThrows(ArchiveException.class, () -> saying(Map.of("outputs.json", text -> outputs)));
        assertEquals(
                "Fitted: output of y must have the shape [1], got "
                        + outputs.substring(1, outputs.length() - 1).replace(",", ", "),
                refused.getMessage());
    }

    @Test
    void outputs_without_an_axis_are_refused_where_the_diagram_has_one() {
        ArchiveException refused =
                assertThrows(ArchiveException.class, () -> saying(Map.of("outputs.json", text -> "[[]]")));
        assertEquals(
                "Fitted: shape of output in the diagram must be that of the output, (None,), got (None, 1)",
                refused.getMessage());
    }

    @Test
    void a_file_that_lies_in_all_its_members_is_refused_by_the_model() throws IOException {
        Fitted outputs = saying(Map.of(
                "outputs.json", text -> "[[2]]",
                "schema.json", text -> text.replace(SHAPE + "}]}", "\"shape\":[2]}]}"),
                "outcomes", text -> text.replace("(1)", "(2)"),
                "diagram.json", text -> text.replace("(None, 1)", "(None, 2)"),
                "summary.txt", text -> text.replace("(None, 1)", "(None, 2)")));
        refused("Fitted tiny: outputs must have the shapes that the model gives, [[1]], got [[2]]", outputs);
        Fitted diagram = saying(Map.of(
                "diagram.json", text -> text.replace("(None, 4)", "(None, 9)"),
                "summary.txt", text -> text.replace("(None, 4)", "(None, 9)")));
        refused(
                "Fitted tiny: the diagram must have the layers that the model gives, " + layers(4) + ", got "
                        + layers(9).toString().substring(0, 200) + "… (212 characters)",
                diagram);
    }

    private static List<DiagramNode> layers(int units) {
        return List.of(
                DiagramNode.of("input", "InputLayer", "(None, 3)"),
                new DiagramNode("hidden", "Dense", "(None, " + units + ")", 16),
                new DiagramNode("output", "Dense", "(None, 1)", 5));
    }

    @Test
    void the_shape_that_the_model_gives_is_right() throws IOException {
        float[] row = Golden.rows().get(0);
        try (Keras keras = Keras.open()) {
            float[] genuine = keras.predict(Golden.fitted(), Golden.input(row));
            assertArrayEquals(genuine, keras.predict(saying(Map.of()), Golden.input(row)));
        }
    }
}
