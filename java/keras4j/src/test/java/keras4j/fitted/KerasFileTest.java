package keras4j.fitted;

import static keras4j.internal.kerasfile.KerasFiles.DENSE;
import static keras4j.internal.kerasfile.KerasFiles.INPUT;
import static keras4j.internal.kerasfile.KerasFiles.file;
import static keras4j.internal.kerasfile.KerasFiles.model;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import keras4j.Refused;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.data.Input;
import keras4j.expr.CustomObject;
import keras4j.internal.kerasfile.KerasZip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of foreign files: read without Python, and refused if they contain unknown names. */
class KerasFileTest {
    private static final String OWN = "; your own are given with CustomObject.of(name, source) behind the file";

    private static void refused(String message, byte[] bytes, CustomObject... customs) {
        assertEquals(
                message,
                assertThrows(ArchiveException.class, () -> KerasFile.of(bytes, customs))
                        .getMessage());
    }

    private static String layer(String type) {
        return """
                {"module": "keras.layers", "class_name": "%s", "config": {"name": "odd"}, "registered_name": null,
                 "build_config": {"input_shape": [null, 3]}}""".formatted(type);
    }

    @Test
    void a_file_is_described_without_python() {
        KerasFile file = KerasFile.of(file(model(INPUT, DENSE)));
        assertEquals("KerasFile net: 2 layers, 9 KB", file.toString());
        assertEquals(List.of("head"), file.outputs());
        assertEquals(List.of(3), file.inputs().get(0).shape());
        assertEquals(
                "Dense(units=2, kernel_initializer=HeNormal(seed=7))",
                String.valueOf(file.layers().get("head")));
        assertEquals(false, file.compiled());
        assertEquals(file, KerasFile.of(file(model(INPUT, DENSE))));
    }

    @ParameterizedTest
    @CsvSource({"TFSMLayer", "TorchModuleWrapper", "FlaxLayer"})
    void layers_that_run_what_a_file_says_are_refused(String type) {
        refused(
                "KerasFile bytes, layer odd: must not contain code, got " + type + ", which runs code from the file",
                file(model(INPUT, layer(type))));
    }

    @Test
    void classes_of_keras_hub_are_refused_with_the_way_out() {
        String hub = layer("Dropout").replace("keras.layers", "keras_hub.layers");
        refused(
                "KerasFile bytes, layer odd: class must be one that Keras 3.15.1 has, or a custom object that was given, got"
                        + " keras_hub.layers.Dropout; classes of KerasHub are not read: build the model of Keras' own layers"
                        + " in Python, and save that",
                file(model(INPUT, hub)));
    }

    @Test
    void marshalled_code_is_refused_wherever_it_stands() {
        String code =
                DENSE.replace("\"linear\"", "{\"class_name\": \"__lambda__\", \"config\": {\"value\": \"4wAA\"}}");
        refused(
                "KerasFile bytes, layer head: must not contain code, got __lambda__, which runs code from the file",
                file(model(INPUT, code)));
    }

    @Test
    void classes_must_be_keras_own_or_given() {
        refused(
                "KerasFile bytes, layer odd: class must be one that Keras 3.15.1 has, or a custom object that was given, got"
                        + " keras.layers.Denze; did you mean keras.layers.Dense?" + OWN,
                file(model(INPUT, layer("Denze"))));
        CustomObject scale = CustomObject.of("Scale", "class Scale:\n    pass\n");
        refused(
                "KerasFile bytes, layer odd: class must be one that Keras 3.15.1 has, or a custom object that was given"
                        + " (Scale), got my.own.Skale; did you mean Scale?" + OWN,
                file(model(INPUT, layer("Skale").replace("keras.layers", "my.own"))),
                scale);
        assertTrue(KerasFile.of(file(model(INPUT, DENSE, layer("Scale").replace("keras.layers", "my.own"))), scale)
                .program()
                .source()
                .endsWith("Scale(name=\"odd\"),\n        ],\n        name=\"net\",\n    )\n"));
    }

    @Test
    void functions_must_be_keras_own_or_given() {
        String reached = """
                {"module": "keras.config", "class_name": "function", "config": "set_floatx", "registered_name": "set_floatx"}""";
        refused(
                "KerasFile bytes, layer head: function must be one that Keras 3.15.1 has, or a custom object that was given,"
                        + " got keras.config.set_floatx" + OWN,
                file(model(INPUT, DENSE.replace("\"linear\"", reached))));
    }

    @Test
    void all_that_a_file_needs_is_named_and_it_is_read_once_that_is_given() {
        String own = """
                {"module": "my.own", "class_name": "function", "config": "%s", "registered_name": "%s"}""";
        byte[] bytes = file(model(
                INPUT,
                DENSE.replace("\"linear\"", own.formatted("wave", "wave")),
                layer("Scale").replace("keras.layers", "my.own"),
                layer("Tilt").replace("keras.layers", "my.own").replace("odd", "even")));
        ArchiveException refused = assertThrows(ArchiveException.class, () -> KerasFile.of(bytes));
        assertEquals(List.of("my.own.Scale", "my.own.Tilt", "my.own.wave"), refused.needed());
        assertEquals(
                "KerasFile bytes, layer odd: class must be one that Keras 3.15.1 has, or a custom object that was given, got"
                        + " my.own.Scale, my.own.Tilt" + OWN,
                refused.getMessage());
        CustomObject[] given = Stream.of("Scale", "Tilt", "wave")
                .map(name -> CustomObject.of(name, "def " + name + "(x):\n    return x\n"))
                .toArray(CustomObject[]::new);
        assertEquals(3, KerasFile.of(bytes, given).layers().size() - 1);
    }

    @Test
    void a_class_without_a_module_and_a_vocabulary_on_this_machine_are_refused() {
        refused(
                "KerasFile bytes, layer head: must name the module of each class, got HeNormal without one",
                file(model(INPUT, DENSE.replace("\"module\": \"keras.initializers\", ", ""))));
        String lookup = layer("StringLookup").replace("\"odd\"", "\"odd\", \"vocabulary\": \"/etc/passwd\"");
        refused(
                "KerasFile bytes, layer odd: must hold its vocabulary, got the file /etc/passwd",
                file(model(INPUT, lookup)));
    }

    private static String modelOf(String module, String type) {
        return model(INPUT)
                .replace(
                        "\"keras\", \"class_name\": \"Sequential\"",
                        "\"" + module + "\", \"class_name\": \"" + type + "\"");
    }

    @Test
    void a_model_of_another_kind_or_with_other_numbers_is_refused() {
        refused(
                "KerasFile bytes: model must be a keras.Sequential or a functional keras.Model, such as"
                        + " keras.Model(model.inputs, model.outputs), or keras.Model(i, model(i)) with"
                        + " i = keras.Input(shape) and the class given with CustomObject.of(name, source), got my.own.Net",
                file(modelOf("my.own", "Net")));
        refused(
                "KerasFile bytes: model must be built of Keras' own layers, as classes of KerasHub are not read, got"
                        + " keras_hub.models.BertTextClassifier",
                file(modelOf("keras_hub.models", "BertTextClassifier")));
        refused(
                "KerasFile bytes: input entrance must be of dtype string, bool, uint8, int8, int16, int32, int64, float16,"
                        + " bfloat16, float32 or float64, got complex64",
                file(model(INPUT.replace("\"float32\"", "\"complex64\""), DENSE)));
        refused(
                "KerasFile bytes: input entrance must be a fixed number of texts a row, got (null, 3)",
                file(model(
                        INPUT.replace("[null, 3], \"dtype\": \"float32\"", "[null, null, 3], \"dtype\": \"string\""),
                        DENSE)));
        refused(
                "KerasFile bytes: input entrance must be of lengths of 1 or more, got (0, 3)",
                file(model(INPUT.replace("[null, 3]", "[null, 0, 3]"), DENSE)));
    }

    @Test
    void an_input_may_have_axes_that_vary_up_to_a_length_or_one_number_a_row() {
        byte[] varying = file(model(INPUT.replace("[null, 3]", "[null, null, 3]"), DENSE));
        KerasFile file = KerasFile.of(varying);
        assertEquals(List.of(Input.VARYING, 3), file.inputs().get(0).shape());
        assertEquals(1_024, file.maxLength());
        assertEquals(7, KerasFile.of(varying, ReadOptions.DEFAULT.length(7)).maxLength());
        KerasFile number = KerasFile.of(file(model(INPUT.replace("[null, 3]", "[null]"), DENSE)));
        assertEquals(List.of(1), number.inputs().get(0).shape());
    }

    @Test
    void texts_as_outputs_are_refused_in_a_sequence_and_within_another_model() {
        String texts =
                layer("StringLookup").replace("\"odd\"", "\"odd\", \"invert\": true, \"vocabulary\": [\"a\", \"b\"]");
        String message = "KerasFile bytes: outputs must be numbers, got the texts of odd;"
                + " keras.Model(model.inputs, model.get_layer(\"odd\").input) has their numbers, and"
                + " model.get_layer(\"odd\").get_vocabulary() the texts";
        refused(message, file(model(INPUT, DENSE, texts)));
        refused(message, file(model(INPUT, DENSE, model(INPUT, texts))));
    }

    @Test
    void a_file_without_its_compilation_is_read_with_other_limits(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("net.keras");
        Files.write(file, file(model(INPUT.replace("[null, 3]", "[null, null, 3]"), DENSE)));
        assertEquals(
                7, KerasFile.readUncompiled(file, ReadOptions.DEFAULT.length(7)).maxLength());
        assertEquals(
                "KerasFile net.keras: file must have at most 10 bytes, got " + Files.size(file)
                        + "; ReadOptions.DEFAULT.bytes(" + Files.size(file) + ") allows it",
                assertThrows(
                                ArchiveException.class,
                                () -> KerasFile.readUncompiled(file, ReadOptions.DEFAULT.bytes(10)))
                        .getMessage());
    }

    @Test
    void what_is_no_json_or_says_a_thing_twice_is_refused() {
        begins("KerasFile bytes: config.json must be JSON, got Duplicate", "{\"a\": 1, \"a\": 2}");
        begins(
                "KerasFile bytes: config.json must be JSON, got Document nesting depth (201)",
                "[".repeat(1000) + "]".repeat(1000));
    }

    private static void begins(String message, String config) {
        String got = String.valueOf(assertThrows(ArchiveException.class, () -> KerasFile.of(file(config)))
                .getMessage());
        assertTrue(got.startsWith(message), got);
    }

    @Test
    void members_must_be_those_that_keras_writes() {
        Map<String, byte[]> members = new TreeMap<>(KerasZip.read(file(model(INPUT, DENSE))));
        members.put("../escape", new byte[1]);
        refused(
                "KerasFile bytes: members must be config.json, metadata.json, model.weights.h5, got ../escape, config.json,"
                        + " metadata.json, model.weights.h5",
                KerasZip.write(members));
        refused(
                "KerasFile bytes: bytes must be a complete ZIP without a comment, got 3 bytes without a ZIP end record",
                new byte[3]);
    }

    @Test
    void what_is_taken_for_a_keras_file_is_recognised(@TempDir Path folder) throws IOException {
        String zip = "KerasFile bytes: bytes must be a complete ZIP without a comment, got ";
        byte[] h5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 0, 0};
        refused(
                zip + "an HDF5 file (.h5), which is never read; in Python: import keras; model ="
                        + " keras.models.load_model('model.h5', compile=False); model.save('model.keras')",
                h5);
        refused(zip + "a gzip file; unpack it first", new byte[] {0x1f, (byte) 0x8b, 8, 0});
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed)) {
            out.putNextEntry(new ZipEntry("config.json"));
            out.write(new byte[100]);
        }
        assertThrows(ArchiveException.class, () -> KerasFile.of(packed.toByteArray()));
        refused(
                "KerasFile bytes: members must be config.json, metadata.json, model.weights.h5, got manifest.json,"
                        + " spec.json, samples.json, schema.json, prototype.json, history.json, outputs.json, summary.txt,"
                        + " diagram.json, program.py, model.keras; Fitted.load reads archives of keras4j",
                Golden.bytes());
        Path saved = Files.createDirectory(folder.resolve("saved"));
        folder(saved, "a folder");
        Files.createFile(saved.resolve("MLmodel"));
        folder(saved, "a folder; MlflowModel.read reads it");
        Files.createFile(saved.resolve("saved_model.pb"));
        folder(
                saved,
                "the folder of a SavedModel, which is never read; in Python: import tf_keras; old ="
                        + " tf_keras.models.load_model('folder'); model.set_weights(old.get_weights()), with a model of the same"
                        + " layers in Keras 3, saved as .keras");
    }

    private static void folder(Path folder, String got) {
        assertEquals(
                "KerasFile saved: file must be one file, got " + got,
                assertThrows(ArchiveException.class, () -> KerasFile.read(folder))
                        .getMessage());
    }

    @Test
    void no_cut_and_no_changed_bit_is_read() {
        byte[] whole = file(model(INPUT, DENSE));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(ArchiveException.class, () -> KerasZip.read(cut));
        }
        int read = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 4;
            try {
                KerasZip.read(changed);
                read++;
            } catch (ArchiveException refused) {
                // as it should
            }
        }
        // What says nothing about the members: dates are the same in both headers, or attributes.
        assertTrue(read < 60, read + " changed files were read");
    }

    @Test
    void levels_are_of_an_output() {
        KerasFile file = KerasFile.of(file(model(INPUT, DENSE)));
        assertEquals(List.of("a", "b"), file.levels("a", "b").levels("head"));
        Refused.refused(
                "KerasFile bytes: levels must be at least two different ones, got [a, a]", () -> file.levels("a", "a"));
        Refused.refused(
                "KerasFile bytes: output must be one of head, got haed; did you mean head?",
                () -> file.levelsOf("haed", "a", "b"));
    }
}
