package keras4j.fitted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.MemberArchive;
import org.junit.jupiter.api.Test;

/** Archives with right sums in which one member is that of another model. */
class ForgedMembersTest {
    /** Returns an archive in which some members are changed. */
    private static byte[] changed(byte[] archive, Map<String, UnaryOperator<String>> changes) {
        MemberArchive genuine = MemberArchive.read(archive);
        MemberArchive forged = MemberArchive.of(genuine.about());
        for (String name : genuine.names()) {
            byte[] content = genuine.member(name);
            UnaryOperator<String> change = changes.get(name);
            if (change != null) {
                String text = new String(content, StandardCharsets.UTF_8);
                String other = change.apply(text);
                assertEquals(false, other.equals(text), name);
                content = other.getBytes(StandardCharsets.UTF_8);
            }
            forged = forged.with(name, content);
        }
        return forged.toBytes();
    }

    private static void refused(String message, byte[] forged) {
        ArchiveException refused = assertThrows(ArchiveException.class, () -> Fitted.ofBytes(forged));
        assertEquals(message, refused.getMessage());
        assertEquals(Optional.of(ValidationRule.ARCHIVE_CONTENT), refused.rule());
    }

    private static void refused(String message, String member, String text, String other) throws IOException {
        refused(message, changed(Golden.bytes(), Map.of(member, all -> all.replace(text, other))));
    }

    private static void refusedTitanic(String message, String member, String text, String other) throws IOException {
        refused(message, changed(Golden.bytes("titanic"), Map.of(member, all -> all.replace(text, other))));
    }

    @Test
    void a_diagram_of_another_model_is_refused() throws IOException {
        refused(
                "Fitted: layers of the diagram must be those of the model, {hidden=Dense, input=InputLayer,"
                        + " output=Dense}, got {concealed=Dense, input=InputLayer, output=Dense}",
                "diagram.json",
                "hidden",
                "concealed");
        refused(
                "Fitted: layers of the diagram must be those of the model, {hidden=Dense, input=InputLayer,"
                        + " output=Dense}, got {hidden=LSTM, input=InputLayer, output=Dense}",
                "diagram.json",
                "{\"name\":\"hidden\",\"kind\":\"Dense\"",
                "{\"name\":\"hidden\",\"kind\":\"LSTM\"");
        refused(
                "Fitted: parameters of hidden in the diagram must be those of the model, 16, got 17",
                "diagram.json",
                "16",
                "17");
        refused(
                "Fitted: connections of the diagram must be those of the model, [hidden to output, input to hidden], got"
                        + " [input to hidden, input to output]",
                "diagram.json",
                "{\"from\":1,\"to\":2}",
                "{\"from\":0,\"to\":2}");
        refused(
                "Fitted: shape of input in the diagram must be that of the model, (None, 3), got (None, 4)",
                "diagram.json",
                "(None, 3)",
                "(None, 4)");
        refused(
                "Fitted: shape of output in the diagram must be that of the output, (None, 1), got (None, 2)",
                "diagram.json",
                "(None, 1)",
                "(None, 2)");
        refused(
                "Fitted: hidden in the summary must be as in the diagram, (None,5) with 16 parameters, got"
                        + " (None,4) with 16 parameters",
                "diagram.json",
                "(None, 4)",
                "(None, 5)");
    }

    @Test
    void a_summary_of_another_model_is_refused() throws IOException {
        refused(
                "Fitted: name of the summary must be that of the model, tiny, got large",
                "summary.txt",
                "\"tiny\"",
                "\"large\"");
        refused(
                "Fitted: layers of the summary must be those of the model, [hidden(Dense), output(Dense)], got"
                        + " [hidden(LSTM), output(Dense)]",
                "summary.txt",
                "hidden (Dense)",
                "hidden (LSTM)");
        refused(
                "Fitted: hidden in the summary must be as in the diagram, (None,4) with 16 parameters, got"
                        + " (None,4) with 18 parameters",
                "summary.txt",
                " 16 ",
                " 18 ");
        refused(
                "Fitted: layers of the summary must be those of the model, [hidden(Dense), output(Dense)], got []",
                changed(Golden.bytes(), Map.of("summary.txt", all -> "Model: \"tiny\"\n")));
    }

    @Test
    void a_spec_of_another_model_is_refused() throws IOException {
        Map<String, UnaryOperator<String>> units = new TreeMap<>();
        units.put("spec.json", all -> all.replace("\"units\":4", "\"units\":5"));
        units.put("program.py", all -> all.replace("Dense(4", "Dense(5"));
        refused(
                "Fitted: units of hidden in the spec must be that of the model, 4.0, got 5.0",
                changed(Golden.bytes(), units));
        Map<String, UnaryOperator<String>> kind = new TreeMap<>();
        kind.put("spec.json", all -> all.replaceFirst("keras.layers.Dense", "keras.layers.LSTM"));
        kind.put("program.py", all -> all.replaceFirst("keras.layers.Dense", "keras.layers.LSTM"));
        refused(
                "Fitted: layer hidden of the spec must be that of the model, Dense, got LSTM",
                changed(Golden.bytes(), kind));
    }

    @Test
    void a_history_of_another_model_is_refused() throws IOException {
        refused("Fitted: history must have at most the epochs of the spec, 2, got 3", "history.json", "]", ",1.0]");
    }

    @Test
    void outputs_and_outcomes_of_another_model_are_refused() throws IOException {
        refused(
                "Fitted: output of y must have the shape [1], got [2]",
                changed(withoutSamples(Golden.bytes()), Map.of("outputs.json", all -> "[[2]]")));
    }

    private static byte[] withoutSamples(byte[] archive) {
        MemberArchive genuine = MemberArchive.read(archive);
        MemberArchive left = MemberArchive.of(genuine.about());
        for (String name : genuine.names()) {
            left = name.equals("samples.json") ? left : left.with(name, genuine.member(name));
        }
        return left.toBytes();
    }

    @Test
    void a_recipe_of_another_model_is_refused() throws IOException {
        refusedTitanic(
                "Fitted: columns of the schema must be predictors of the recipe, got [embarked_S]",
                "recipe.json",
                "embarked_S",
                "embarked_T");
    }

    @Test
    void intervals_of_another_model_are_refused() throws IOException {
        refusedTitanic(
                "Fitted: intervals must be as many as outcomes, 1, got 2",
                "laplace.json",
                "[{",
                "[{\"precision\":[1.0],\"noise\":[],\"curvature\":[[1.0]],\"correlation\":[]},{");
        refusedTitanic(
                "Fitted: noise of survived must be of its numbers, 0, got 1",
                "laplace.json",
                "\"noise\":[]",
                "\"noise\":[1.0]");
    }
}
