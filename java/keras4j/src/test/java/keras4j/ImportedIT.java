package keras4j;

import static keras4j.Models.fineTuning;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import keras4j.archive.ArchiveException;
import keras4j.data.Examples;
import keras4j.data.Input;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.expr.CustomObject;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.model.Network;
import keras4j.prediction.Predictions;
import keras4j.spec.FineTuning;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of files saved by plain Python: read, loaded, used, trained further, saved again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportedIT {
    private static final String SCALE = """
            import keras


            class Scale(keras.layers.Layer):
                def __init__(self, factor=1.0, **others):
                    super().__init__(**others)
                    self.factor = factor

                def call(self, x):
                    return x * self.factor

                def get_config(self):
                    return {**super().get_config(), "factor": self.factor}
            """;

    private static final String HALVES = """
            import keras


            @keras.saving.register_keras_serializable("mine")
            class Halves(keras.Model):
                def __init__(self, first=None, **others):
                    super().__init__(**others)
                    self.first = first

                def call(self, x):
                    return self.first(x) / 2

                def get_config(self):
                    return {**super().get_config(), "first": keras.saving.serialize_keras_object(self.first)}

                @classmethod
                def from_config(cls, config):
                    return cls(**{**config, "first": keras.saving.deserialize_keras_object(config["first"])})
            """;

    @TempDir
    static Path folder;

    private final Keras keras = Keras.open();

    @BeforeAll
    void python_saves_its_models() throws Exception {
        PlainPython.foreign(folder);
    }

    @AfterAll
    void close() {
        keras.close();
    }

    private static KerasFile file(String name, CustomObject... customs) {
        return KerasFile.read(folder.resolve(name + ".keras"), customs);
    }

    private static Tensor x() throws Exception {
        return Tensor.of(Npy.read(folder.resolve("x.npy")), 64, 3);
    }

    private Fitted sorts() {
        return keras.load(file("sorts").levels("low", "middle", "high"));
    }

    private Examples rows() throws Exception {
        Tensor x = x();
        int[] codes = new int[x.rows()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = (x.row(row)[0] > 0 ? 1 : 0) + (x.row(row)[1] > 0 ? 1 : 0);
        }
        return Examples.of(x, Labels.of(List.of("low", "middle", "high"), codes));
    }

    private void predictsAsPythonDid(String name, Fitted fitted) throws Exception {
        float[] expected = Npy.read(folder.resolve(name + ".npy"));
        assertArrayEquals(expected, keras.predict(fitted, x()).tensor().toFloats(), 1e-6f);
    }

    @Test
    void a_file_tells_what_it_holds_without_being_loaded() {
        KerasFile file = file("sorts");
        assertEquals("sorts", file.name());
        assertEquals(List.of("head"), file.outputs());
        assertEquals(List.of(3), file.inputs().get(0).shape());
        assertEquals(
                List.of("input_layer", "hidden", "head"),
                List.copyOf(file.layers().keySet()));
        assertTrue(file.compiled());
        assertEquals("""
                import keras


                def build():
                    return keras.Sequential(
                        [
                            keras.Input(shape=(3,), name="input_layer"),
                            keras.layers.Dense(units=8, activation="relu", name="hidden"),
                            keras.layers.Dense(units=3, activation="softmax", name="head"),
                        ],
                        name="sorts",
                    )
                """, file.program().source());
    }

    @Test
    void a_graph_is_printed_with_its_joints() {
        assertEquals("""
                import keras


                def build():
                    entrance = keras.Input(shape=(3,), name="entrance")
                    shared = keras.layers.Dense(units=3, activation="tanh", name="shared")
                    shared_1 = shared(entrance)
                    shared_2 = shared(entrance)
                    shared_3 = shared(shared_2)
                    join = keras.layers.Concatenate(name="join")([shared_1, shared_3])
                    price = keras.layers.Dense(units=1, name="price")(join)
                    return keras.Model(entrance, price, name="twin")
                """, file("twin").program().source());
    }

    @Test
    void a_model_inside_a_layer_is_made_by_a_function_and_a_constant_is_a_tensor() {
        assertEquals("""
                import keras


                def make_each():
                    return keras.Sequential(
                        [
                            keras.Input(shape=(3,), name="step"),
                            keras.layers.Dense(units=2, name="inner"),
                        ],
                        name="each",
                    )


                def build():
                    steps = keras.Input(shape=(None, 3), name="steps")
                    spread = keras.layers.TimeDistributed(layer=make_each(), name="spread")(steps)
                    add = keras.src.ops.numpy.Add(name="add")(spread, keras.ops.convert_to_tensor(x=[[1.0, 1.0]]))
                    return keras.Model(steps, add, name="series")
                """, file("series").program().source());
    }

    @Test
    void a_classifier_predicts_classes_and_is_evaluated() throws Exception {
        Fitted sorts = sorts();
        predictsAsPythonDid("sorts", sorts);
        assertEquals(
                List.of(".pred_low", ".pred_middle", ".pred_high"),
                List.of(keras.predict(sorts, x())
                        .probabilities()
                        .getColumnsIndex()
                        .toArray()));
        assertTrue(keras.evaluate(sorts, rows()).metric("accuracy") > 0.2);
        assertTrue(sorts.summary().contains("hidden (Dense)"), sorts.summary());
        assertEquals(
                "Fitted sorts: there is no seed, because it was not fitted here",
                assertThrows(IllegalStateException.class, sorts::seed).getMessage());
        assertEquals(
                "Fitted sorts: there is no spec, because the model was not built from one; program() tells how it was made",
                assertThrows(IllegalStateException.class, sorts::spec).getMessage());
    }

    @Test
    void a_graph_without_a_loss_predicts_but_is_not_evaluated() throws Exception {
        Fitted twin = keras.load(folder.resolve("twin.keras"));
        predictsAsPythonDid("twin", twin);
        assertEquals(
                new Outcome(List.of("price"), List.of(), List.of(1)),
                twin.schema().outcomes().get(0));
        Examples rows = Examples.of(x(), Tensor.of(new float[64], 64));
        assertEquals(
                "Fitted twin: there is no loss to evaluate by, because the model is not compiled; a FineTuning with a loss compiles it",
                assertThrows(IllegalStateException.class, () -> keras.evaluate(twin, rows))
                        .getMessage());
        Refused.refused(
                "later: loss must be set, because the model was never compiled, got none",
                () -> keras.fit(fineTuning("later"), twin, rows));
        assertEquals(
                1,
                keras.fit(fineTuning("later").loss("mse").seed(1), twin, rows)
                        .history()
                        .epochs());
    }

    @Test
    void a_model_with_a_loss_of_its_own_predicts_uncompiled_and_is_trained_further_once_the_loss_is_given()
            throws Exception {
        Path steeply = folder.resolve("steeply.keras");
        ArchiveException refused = assertThrows(ArchiveException.class, () -> KerasFile.read(steeply));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .endsWith(
                                "; your own are given with CustomObject.of(name, source) behind the file, or left out by"
                                        + " KerasFile.readUncompiled(file), as only training needs them"),
                refused.getMessage());
        KerasFile file = KerasFile.readUncompiled(steeply);
        assertFalse(file.compiled());
        Fitted fitted = keras.load(file);
        predictsAsPythonDid("steeply", fitted);
        String described = describe(fitted);
        assertTrue(described.contains("\ncompiled    no; a FineTuning with a loss trains it further\n"), described);
        Examples rows = Examples.of(x(), Tensor.of(new float[64], 64));
        Refused.refused(
                "later: loss must be set, because the model was never compiled, got none",
                () -> keras.fit(fineTuning("later"), fitted, rows));
        CustomObject steep = CustomObject.of(
                "steep",
                "from keras import ops\n\ndef steep(y, p):\n    return ops.mean(ops.square(y - p) * 3, axis=-1)\n");
        Fitted later = keras.trusting(List.of(steep))
                .fit(fineTuning("later").loss(steep).epochs(3).seed(1), fitted, rows);
        double[] loss = later.history().metric("loss");
        assertTrue(loss[2] < loss[0]);
        assertFalse(describe(later).contains("\ncompiled "));
    }

    private static String describe(Fitted fitted) throws IOException {
        Path file = Files.createTempDirectory(folder, "described").resolve("model.keras4j");
        fitted.save(file);
        return Fitted.describe(file);
    }

    @Test
    void several_inputs_and_outputs_go_by_their_names() throws Exception {
        KerasFile file = file("pair");
        assertEquals(
                List.of("left", "right"),
                file.inputs().stream().map(Input::name).toList());
        assertEquals(List.of("price", "kind"), file.outputs());
        String program = file.program().source();
        assertTrue(
                program.endsWith(
                        "return keras.Model([left, right], {\"price\": value, \"kind\": sort}, name=\"pair\")\n"),
                program);
        Fitted pair = keras.load(file.levelsOf("kind", "a", "b"));
        Map<String, Tensor> rows = Map.of("right", x(), "left", x());
        Predictions predictions = keras.predict(pair, rows);
        float[] expected = Npy.read(folder.resolve("pair.npy"));
        assertArrayEquals(expected, predictions.of("price").floats(), 1e-6f);
        assertEquals(64, predictions.of("kind").labels().size());
        String[] kinds = new String[64];
        Arrays.setAll(kinds, row -> row % 2 == 0 ? "a" : "b");
        Examples train = Examples.of(rows, Map.of("price", Tensor.of(expected, 64), "kind", Labels.of(kinds)));
        double before = keras.evaluate(pair, train).loss();
        Fitted later = keras.fit(fineTuning("later").learnRate(0.01).epochs(5).seed(1), pair, train);
        assertTrue(keras.evaluate(later, train).loss() < before);
        assertEquals(later, Fitted.ofBytes(later.toBytes()));
    }

    @Test
    void an_archive_gives_back_the_same() throws Exception {
        Fitted sorts = sorts();
        Fitted back = Fitted.ofBytes(sorts.toBytes());
        assertEquals(sorts, back);
        keras.release(sorts);
        predictsAsPythonDid("sorts", back);
        assertEquals(KerasFile.read(folder.resolve("sorts.keras")), KerasFile.of(sorts.kerasBytes()));
    }

    @Test
    void levels_must_be_as_many_as_the_outputs() {
        Refused.refused(
                "KerasFile sorts: levels must be as many as the output head gives, which has shape [3], got [a, b]",
                () -> keras.load(file("sorts").levels("a", "b")));
    }

    @Test
    void code_in_a_file_is_refused_with_its_layer() {
        assertEquals(
                "KerasFile hidden.keras, layer plus: must not contain code, got __lambda__, which runs code from the file",
                assertThrows(ArchiveException.class, () -> file("hidden")).getMessage());
    }

    @Test
    void a_lambda_as_a_loss_is_left_out_where_only_predictions_are_wanted() throws Exception {
        assertEquals(
                "KerasFile unnamed.keras, layer unnamed: must not contain code, got __lambda__, which runs code from the file;"
                        + " it is left out by KerasFile.readUncompiled(file), as only training needs it",
                assertThrows(ArchiveException.class, () -> file("unnamed")).getMessage());
        predictsAsPythonDid("unnamed", keras.load(KerasFile.readUncompiled(folder.resolve("unnamed.keras"))));
    }

    @Test
    void a_model_class_of_its_own_is_read_as_a_layer_once_it_is_given() throws Exception {
        assertEquals(
                "KerasFile halves.keras: model must be a keras.Sequential or a functional keras.Model, such as"
                        + " keras.Model(model.inputs, model.outputs), or keras.Model(i, model(i)) with"
                        + " i = keras.Input(shape) and the class given with CustomObject.of(name, source), got __main__.Halves",
                assertThrows(ArchiveException.class, () -> file("halves")).getMessage());
        KerasFile within = file("within", CustomObject.of("Halves", HALVES));
        Fitted fitted = keras.load(within);
        predictsAsPythonDid("within", fitted);
        assertEquals(fitted, Fitted.ofBytes(fitted.toBytes()));
    }

    @Test
    void a_custom_layer_must_be_given() throws Exception {
        assertEquals(
                "KerasFile scaled.keras, layer twice: class must be one that Keras 3.15.1 has, or a custom object that was"
                        + " given, got mine>Scale; your own are given with CustomObject.of(name, source) behind the file",
                assertThrows(ArchiveException.class, () -> file("scaled")).getMessage());
        String registered =
                SCALE.replace("class Scale", "@keras.saving.register_keras_serializable(\"mine\")\nclass Scale");
        Fitted scaled = keras.load(file("scaled", CustomObject.of("Scale", registered)));
        predictsAsPythonDid("scaled", scaled);
        assertTrue(
                scaled.program().source().contains("Scale(factor=2.0, name=\"twice\")"),
                scaled.program().source());
    }

    @Test
    void frozen_layers_keep_their_weights_to_the_bit_and_the_original_stays_as_it_is() throws Exception {
        Fitted sorts = sorts();
        byte[] before = sorts.kerasBytes();
        FineTuning head = fineTuning("later")
                .freezeAllBut("head")
                .learnRate(1e-2)
                .epochs(3)
                .seed(1);
        Fitted later = keras.fit(head, sorts, rows());
        Network was = keras.network(sorts);
        Network is = keras.network(later);
        assertEquals(was.layer("hidden").tensors(), is.layer("hidden").tensors());
        assertNotEquals(was.layer("head").tensors(), is.layer("head").tensors());
        assertEquals(27, is.trainableParameters());
        assertEquals(59, is.parameters());
        assertArrayEquals(before, sorts.kerasBytes());
        assertEquals(later, keras.fit(head, sorts, rows()));
        assertEquals("later", later.name());
        assertEquals(1, later.seed());
        assertTrue(keras.evaluate(later, rows()).loss()
                < keras.evaluate(sorts, rows()).loss());
        assertEquals(
                """
                import keras


                def build(model):
                    keras.utils.set_random_seed(1)
                    model.get_layer("hidden").trainable = False
                    model.get_layer("head").trainable = True
                    model.compile(
                        optimizer=keras.optimizers.Adam(learning_rate=0.01),
                        loss="sparse_categorical_crossentropy",
                        metrics=["accuracy"],
                    )
                    return model
                """,
                later.program().source().substring(0, later.program().source().indexOf("\n\n\ndef fit") + 1));
    }

    @Test
    void what_was_trained_further_is_trained_further_and_kept() throws Exception {
        Fitted later = keras.fit(fineTuning("later").freeze("hidden").seed(1), sorts(), rows());
        Fitted last = keras.fit(fineTuning("last").unfreeze("hidden").seed(2), Fitted.ofBytes(later.toBytes()), rows());
        assertNotEquals(
                keras.network(later).layer("hidden").tensors(),
                keras.network(last).layer("hidden").tensors());
        assertEquals(last, Fitted.ofBytes(last.toBytes()));
        assertTrue(
                last.program().source().contains("ExponentialDecay("),
                last.program().source());
    }

    @Test
    void a_layer_that_is_not_there_is_refused_with_the_nearest() {
        Refused.refused(
                "later: layer must be one of hidden, head, got hiden; did you mean hidden?",
                () -> keras.fit(fineTuning("later").freeze("hiden"), sorts(), rows()));
    }
}
