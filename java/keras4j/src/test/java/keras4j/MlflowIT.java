package keras4j;

import static keras4j.Models.activation;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.workflow;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.data.Datasets;
import keras4j.data.Tensor;
import keras4j.expr.CustomObject;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.fitted.MlflowModel;
import keras4j.model.Backend;
import keras4j.prediction.Predictions;
import keras4j.spec.ModelMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of MLflow folders: MLflow loads those written by Java, and Java reads those written by MLflow. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MlflowIT {
    private static final float CLOSE = 1e-6f;

    @TempDir
    static Path folder;

    private final Keras keras = Keras.open();
    private final Fitted species = keras.fit(
            workflow(
                    "species ~ .",
                    classifier("species", input(), block("hidden", dense(5)), output())
                            .epochs(2)
                            .seed(1)),
            Datasets.iris());
    private final Fitted pair = keras.fit(
            workflow(
                    "petal_width + species ~ .",
                    classifier(
                                    "pair",
                                    input().as("left").columns("sepal_length", "sepal_width"),
                                    input().as("right").columns("petal_length"),
                                    block("join", concatenate()).from("left", "right"),
                                    output().as("petal_width")
                                            .mode(ModelMode.REGRESSOR)
                                            .from("join"),
                                    output().as("species").from("join"))
                            .epochs(1)
                            .seed(2)),
            Datasets.iris());

    private Path one;
    private Path two;

    @AfterAll
    void close() {
        keras.close();
    }

    @BeforeAll
    void mlflow_loads_and_saves() throws Exception {
        one = written("one", species);
        two = written("two", pair);
        PlainPython.mlflow(Files.createDirectory(folder.resolve("saved")), one, two);
    }

    private static Path written(String name, Fitted fitted) throws Exception {
        Path path = Files.createDirectory(folder.resolve(name));
        MlflowModel.write(fitted, path.resolve("model"));
        PlainPython.write(path, "x", x(fitted));
        return path;
    }

    private static Map<String, Tensor> x(Fitted fitted) {
        List<Tensor> x = fitted.schema().x(Datasets.iris());
        return x.size() == 1 ? Map.of("x", x.get(0)) : Map.of("left", x.get(0), "right", x.get(1));
    }

    private static JsonNode known(Path folder) throws Exception {
        return new JsonMapper().readTree(folder.resolve("known.json").toFile());
    }

    @Test
    void both_flavours_predict_as_java_does() throws Exception {
        float[] expected = keras.predict(species, x(species)).tensor().toFloats();
        assertArrayEquals(expected, Npy.read(one.resolve("keras.npy")), CLOSE);
        assertArrayEquals(expected, Npy.read(one.resolve("pyfunc.npy")), CLOSE);
    }

    @Test
    void several_inputs_and_outputs_go_by_their_names() throws Exception {
        Predictions expected = keras.predict(pair, x(pair));
        for (String output : List.of("petal_width", "species")) {
            assertArrayEquals(
                    expected.of(output).tensor().toFloats(), Npy.read(two.resolve("keras." + output + ".npy")), CLOSE);
        }
    }

    @Test
    void mlflow_knows_what_goes_in_and_comes_out() throws Exception {
        JsonNode plain = known(one);
        assertEquals("[\"keras\",\"python_function\"]", plain.path("flavors").toString());
        assertEquals(
                "[{\"type\":\"tensor\",\"tensor-spec\":{\"dtype\":\"float32\",\"shape\":[-1,4]}}]",
                plain.path("inputs").toString());
        assertEquals("[-1,3]", plain.at("/outputs/0/tensor-spec/shape").toString());
        assertEquals(
                "[\"setosa\",\"versicolor\",\"virginica\"]",
                plain.at("/metadata/levels/species").toString());
        JsonNode named = known(two);
        assertEquals("left", named.at("/inputs/0/name").asText());
        assertEquals("[\"petal_length\"]", named.at("/metadata/columns/right").toString());
        assertEquals("species", named.at("/outputs/1/name").asText());
    }

    @Test
    void what_must_be_installed_is_what_made_the_model() throws Exception {
        JsonNode known = known(one);
        String backend = Backend.chosen().id();
        assertEquals(
                "[\"mlflow\",\"keras==%s\",\"%s==%s\",\"numpy==%s\"]"
                        .formatted(
                                species.versions().get("keras"),
                                backend,
                                species.versions().get(backend),
                                species.versions().get("numpy")),
                known.path("packages").toString());
        assertEquals(
                species.versions().get("python"), known.at("/python/python").asText());
    }

    @Test
    void what_mlflow_saved_predicts_the_same_here() throws Exception {
        Path saved = folder.resolve("saved");
        KerasFile file = MlflowModel.read(saved.resolve("model"));
        Fitted fitted = keras.load(file.levels("no", "yes"));
        float[] given = keras.predict(fitted, Tensor.of(Npy.read(saved.resolve("x.npy")), 20, 3))
                .tensor()
                .toFloats();
        assertArrayEquals(Npy.read(saved.resolve("prediction.npy")), given, CLOSE);
    }

    @Test
    void what_was_written_is_read_again() {
        KerasFile file = MlflowModel.read(two.resolve("model"));
        assertEquals(List.of("petal_width", "species"), file.outputs());
        assertTrue(file.toString().startsWith("KerasFile pair: 5 layers, "), file::toString);
    }

    @Test
    void the_same_model_gives_the_same_files_and_nothing_is_left_beside_them() throws Exception {
        Path again = Files.createDirectory(folder.resolve("again"));
        MlflowModel.write(species, again.resolve("model"));
        List<String> names;
        try (Stream<Path> files = Files.walk(again).filter(Files::isRegularFile)) {
            names = files.map(file -> again.relativize(file).toString())
                    .sorted()
                    .toList();
        }
        assertEquals(
                List.of(
                        "model/MLmodel",
                        "model/conda.yaml",
                        "model/data/keras_module.txt",
                        "model/data/model.keras",
                        "model/python_env.yaml",
                        "model/requirements.txt"),
                names);
        for (String name : names) {
            assertEquals(-1, Files.mismatch(one.resolve(name), again.resolve(name)), name);
        }
    }

    @Test
    void a_changed_model_is_refused_by_its_rule() throws Exception {
        Path changed = folder.resolve("changed");
        Files.createDirectories(changed.resolve("data"));
        Files.writeString(changed.resolve("MLmodel"), "");
        byte[] bytes = species.kerasBytes();
        bytes[bytes.length / 2] ^= 1;
        Files.write(changed.resolve("data/model.keras"), bytes);
        ArchiveException refused = assertThrows(ArchiveException.class, () -> MlflowModel.read(changed));
        assertEquals(ValidationRule.ZIP_SUM, refused.rule().orElseThrow());
    }

    @Test
    void a_folder_of_another_kind_is_refused() {
        assertEquals(
                "MlflowModel: folder must have MLmodel and data/model.keras, got " + folder + " without MLmodel",
                assertThrows(ArchiveException.class, () -> MlflowModel.read(folder))
                        .getMessage());
    }

    @Test
    void a_folder_that_exists_is_not_overwritten() {
        assertEquals(
                "MlflowModel: folder must not exist yet, got " + folder,
                assertThrows(IllegalArgumentException.class, () -> MlflowModel.write(species, folder))
                        .getMessage());
    }

    @Test
    void custom_objects_are_refused() {
        CustomObject twice = CustomObject.of("twice", "def twice(x):\n    return 2 * x\n");
        Fitted own = keras.fit(
                workflow(
                        "species ~ .",
                        classifier("own", input(), block("hidden", dense(2).activation(activation(twice))), output())
                                .epochs(1)),
                Datasets.iris());
        Path nowhere = folder.resolve("nowhere");
        assertEquals(
                "MlflowModel: own must use classes of Keras only, got twice",
                assertThrows(IllegalArgumentException.class, () -> MlflowModel.write(own, nowhere))
                        .getMessage());
        assertTrue(Files.notExists(nowhere));
    }
}
