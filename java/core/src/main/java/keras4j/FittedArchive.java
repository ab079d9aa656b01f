package keras4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.data.Schema;
import keras4j.spec.Spec;

/** A {@link Fitted} as the members of an archive, and back. */
final class FittedArchive {
    private static final String SPEC = "spec.json";
    private static final String SCHEMA = "schema.json";
    private static final String HISTORY = "history.json";
    private static final String OUTPUTS = "outputs.json";
    private static final String SUMMARY = "summary.txt";
    private static final String PROGRAM = "program.py";
    private static final String MODEL = "model.keras";
    private static final JsonMapper JSON = new JsonMapper();

    private FittedArchive() {}

    static Archive write(Fitted fitted) {
        return Archive.of(fitted.versions())
                .with(SPEC, json(fitted.spec()))
                .with(SCHEMA, json(fitted.schema()))
                .with(HISTORY, json(fitted.history()))
                .with(OUTPUTS, json(fitted.outputs()))
                .with(SUMMARY, fitted.summary().getBytes(StandardCharsets.UTF_8))
                .with(PROGRAM, fitted.python().getBytes(StandardCharsets.UTF_8))
                .with(MODEL, fitted.model());
    }

    static Fitted read(Archive archive) {
        try {
            return new Fitted(
                    Spec.fromJson(tree(archive, SPEC)),
                    JSON.treeToValue(tree(archive, SCHEMA), Schema.class),
                    JSON.treeToValue(tree(archive, HISTORY), History.class),
                    JSON.convertValue(tree(archive, OUTPUTS), new TypeReference<List<List<Integer>>>() {}),
                    text(archive, SUMMARY),
                    text(archive, PROGRAM),
                    Map.copyOf(archive.about()),
                    archive.member(MODEL),
                    null);
        } catch (JsonProcessingException damaged) {
            throw new ArchiveException("Fitted: the archive holds what keras4j did not write: " + damaged.getMessage());
        }
    }

    private static JsonNode tree(Archive archive, String name) {
        try {
            return JSON.readTree(archive.member(name));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static String text(Archive archive, String name) {
        return new String(archive.member(name), StandardCharsets.UTF_8);
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
