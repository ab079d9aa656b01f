package keras4j.onnx;

import static keras4j.Models.*;
import static keras4j.activation.Activation.GELU;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.flatten;
import static keras4j.layer.Layers.globalAveragePooling1D;
import static keras4j.layer.Layers.maxPooling2D;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static keras4j.recipe.Selectors.numericPredictors;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import keras4j.Keras;
import keras4j.archive.ArchiveException;
import keras4j.archive.Signer;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Records;
import keras4j.data.Tensor;
import keras4j.explain.VerificationException;
import keras4j.expr.CustomObject;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.measure.Measure;
import keras4j.scoring.Scorer;
import keras4j.spec.Spec;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of predictions by the ONNX form of a fitted model, beside those of Keras. */
@Tag("once")
class OnnxScorerIT {
    private static final DataFrame TITANIC = Datasets.titanic();
    private static final DataFrame CARS = Datasets.mtcars();

    private static Keras keras;
    private static OnnxScorer scorer;
    private static Fitted titanic;
    private static Fitted cars;

    record Passenger(
            String name,
            int pclass,
            String sex,
            @Nullable Double age,
            int sibsp,
            int parch,
            @Nullable Double fare,
            @Nullable String embarked) {}

    record Survival(String name, String predClass, double predYes) {}

    @BeforeAll
    static void fit() {
        keras = Keras.open();
        scorer = OnnxScorer.open();
        var hidden = block("hidden", dense(arg("units", 16)).activation(RELU));
        var recipe = recipe("survived ~ .")
                .id("name")
                .factor("pclass", "1", "2", "3")
                .imputeMedian(numericPredictors())
                .unknown(columns("embarked"))
                .dummy(nominalPredictors())
                .normalize(columns("age", "fare"));
        var survival = classifier("titanic", input(), hidden, output())
                .epochs(3)
                .seed(1)
                .laplace();
        Fitted fitted = keras.fit(workflow(recipe, survival), TITANIC);
        titanic = keras.withOnnx(keras.withSamples(fitted, TITANIC.head(3)));
        var consumption =
                regressor("cars", input(), hidden, output()).epochs(3).seed(1).laplace();
        cars = keras.withOnnx(keras.fit(workflow(recipe("mpg ~ .").normalize(numericPredictors()), consumption), CARS));
    }

    @AfterAll
    static void close() {
        scorer.close();
        keras.close();
    }

    /** Returns the numbers of both scorers, after comparing them. */
    private static float[] both(Function<Scorer, float[]> verb) {
        float[] due = verb.apply(keras);
        float[] found = verb.apply(scorer);
        assertEquals(due.length, found.length);
        for (int at = 0; at < due.length; at++) {
            assertEquals(due[at], found[at], 1e-6f + 1e-4f * Math.abs(due[at]), "number " + at);
        }
        return found;
    }

    private static List<Passenger> passengers() {
        return Records.of(TITANIC.head(20), Passenger.class);
    }

    @Test
    void every_verb_of_predict_answers_as_keras() {
        both(each -> each.predict(titanic, TITANIC).tensor().toFloats());
        both(each -> each.predict(titanic, passengers()).tensor().toFloats());
        both(each -> each.predict(cars, CARS).tensor().toFloats());
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 2, 10);
        both(each -> each.predict(cars, x).tensor().toFloats());
        both(each -> each.predict(cars, Map.of("input", x)).tensor().toFloats());
        both(each -> each.predict(cars, x.row(0)));
        both(each -> each.predict(
                titanic, new float[titanic.schema().inputs().get(0).columns().size()]));
        assertEquals(
                keras.predict(titanic, TITANIC).labels(),
                scorer.predict(titanic, TITANIC).labels());
        List<String> names = scorer.predict(titanic, passengers(), Survival.class).stream()
                .map(Survival::name)
                .toList();
        assertEquals(passengers().stream().map(Passenger::name).toList(), names);
    }

    @Test
    void measures_and_explanations_are_those_of_keras() {
        both(each -> numbers(each.measure(titanic, TITANIC, Measure.ACCURACY).value(Measure.ACCURACY)));
        both(each -> numbers(each.importance(cars, CARS, Measure.RMSE, 1, 1).mean("wt")));
        both(each -> numbers(each.dependence(cars, CARS, "wt").toFrame()));
        both(each -> numbers(each.verify(titanic) < 1e-5 ? 1 : 0));
    }

    @Test
    void intervals_of_both_kinds_are_those_of_keras(@TempDir Path folder) {
        both(each -> numbers(each.intervals(cars, CARS).prediction(0.9)));
        both(each -> numbers(each.intervals(titanic, TITANIC).confidence(0.9)));
        keras.conformal(cars, CARS).save(folder.resolve("conformal.keras4j"));
        Conformal kept = Conformal.load(folder.resolve("conformal.keras4j"));
        both(each -> numbers(each.intervals(kept, CARS).prediction(0.8)));
        both(each -> numbers(each.intervals(each.conformal(cars, CARS), CARS).prediction(0.8)));
    }

    private static float[] numbers(double value) {
        return new float[] {(float) value};
    }

    private static float[] numbers(DataFrame frame) {
        List<Float> numbers = new ArrayList<>();
        for (String column : frame.getColumnsIndex()) {
            for (Object cell : frame.getColumn(column)) {
                if (cell instanceof Number number) {
                    numbers.add(number.floatValue());
                }
            }
        }
        float[] all = new float[numbers.size()];
        IntStream.range(0, all.length).forEach(at -> all[at] = numbers.get(at));
        assertTrue(all.length > 0);
        return all;
    }

    @Test
    void many_threads_get_the_numbers_of_their_own_rows() throws Exception {
        int width = 10;
        Tensor x = Tensor.of(IntStream.range(0, 200)
                .mapToObj(row -> {
                    float[] numbers = new float[width];
                    Arrays.fill(numbers, row / 100f - 1);
                    return numbers;
                })
                .toArray(float[][]::new));
        float[] due = scorer.predict(cars, x).tensor().toFloats();
        var threads = Executors.newFixedThreadPool(64);
        try {
            List<Future<Float>> all = new ArrayList<>();
            for (int call = 0; call < 4_000; call++) {
                float[] row = x.row(call % 200);
                all.add(threads.submit(() -> scorer.predict(cars, row)[0]));
            }
            for (int call = 0; call < all.size(); call++) {
                assertEquals(due[call % 200], all.get(call).get(), 1e-5f);
            }
        } finally {
            threads.shutdownNow();
        }
        float[] many = scorer.predict(
                        cars,
                        x.take(IntStream.range(0, 20_000).map(row -> row % 200).toArray()))
                .tensor()
                .toFloats();
        assertEquals(due[199], many[19_999], 1e-5f);
    }

    @Test
    void another_jvm_without_python_answers_from_the_archive(@TempDir Path folder) throws Exception {
        titanic.save(folder.resolve("titanic.keras4j"));
        OtherProcess other = OtherProcess.run(
                folder.resolve("home"),
                "predict",
                folder.resolve("titanic.keras4j").toString());
        assertEquals(0, other.status(), other.output());
        List<String> lines = other.output().lines().toList();
        float[] due = keras.predict(titanic, TITANIC.head(20)).tensor().toFloats();
        String[] found = lines.get(0).replaceAll("[\\[\\] ]", "").split(",", -1);
        for (int at = 0; at < due.length; at++) {
            assertEquals(due[at], Float.parseFloat(found[at]), 1e-5f);
        }
        assertEquals(
                List.of(
                        keras.predict(titanic, TITANIC.head(20)).labels().toString(),
                        "python: 0",
                        "path: ",
                        "keras: null",
                        "jep: null"),
                lines.subList(1, 6),
                other.output());
        assertFalse(Files.exists(folder.resolve("home/.cache")), "no cache of keras4j, no telemetry");
    }

    @Test
    void a_jvm_ends_cleanly_in_the_midst_of_sessions(@TempDir Path folder) throws Exception {
        titanic.save(folder.resolve("titanic.keras4j"));
        int ends = Boolean.getBoolean("keras4j.full") ? 200 : 5;
        for (int seed = 0; seed < ends; seed++) {
            OtherProcess other = OtherProcess.run(
                    folder.resolve("home"),
                    "end",
                    folder.resolve("titanic.keras4j").toString(),
                    Integer.toString(seed));
            assertEquals(0, other.status(), "end " + seed + ": " + other.output());
            assertTrue(other.output().startsWith("ends "), other.output());
            assertEquals(1, other.output().lines().count(), other.output());
        }
    }

    @Test
    void a_weight_changed_in_the_form_is_refused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("cars.keras4j");
        cars.save(file);
        FormChange change = FormChange.of(cars);
        Files.write(file, change.inFile(Files.readAllBytes(file)));
        String sum = String.valueOf(
                assertThrows(ArchiveException.class, () -> Fitted.load(file)).getMessage());
        assertTrue(sum.startsWith("Archive: member model.onnx must match its CRC-32, got changed bytes"), sum);
        Fitted changed = change.inModel(cars);
        String words = String.valueOf(assertThrows(VerificationException.class, () -> scorer.verify(changed, keras))
                .getMessage());
        assertTrue(words.startsWith("OnnxScorer.verify: the form of cars must give "), words);
        assertTrue(words.endsWith("; export it again with keras.withOnnx"), words);
        assertTrue(scorer.verify(cars, keras) < 1e-4);
        try (OnnxScorer comparing = OnnxScorer.open(keras)) {
            for (int use = 0; use < 2; use++) {
                assertEquals(
                        words,
                        assertThrows(VerificationException.class, () -> comparing.predict(changed, CARS))
                                .getMessage());
            }
            assertEquals("OnnxScorer, 0 live models", comparing.toString());
            assertEquals(
                    scorer.predict(cars, CARS).tensor(),
                    comparing.predict(cars, CARS).tensor());
        }
    }

    @Test
    void a_form_of_another_model_is_refused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("cars.keras4j");
        Fitted other = keras.withWeights(
                cars,
                "output",
                List.of(keras.network(cars).layer("output").weights().get(0).tensor(), Tensor.of(new float[] {1}, 1)));
        assertEquals(Optional.empty(), other.onnx());
        FormChange.attached(other, cars, file);
        String words = String.valueOf(
                assertThrows(ArchiveException.class, () -> Fitted.load(file)).getMessage());
        assertTrue(words.contains("manifest must describe the members: onnx.model must be "), words);
    }

    @Test
    void slim_models_and_quiet_copies_keep_the_form() {
        assertEquals(cars.onnx(), cars.slim().fitted().onnx());
        assertEquals(cars, Fitted.ofBytes(cars.toBytes()));
    }

    @Test
    void a_model_without_a_form_is_refused_in_words() {
        Fitted plain = keras.withWeights(
                cars,
                "output",
                List.of(keras.network(cars).layer("output").weights().get(0).tensor(), Tensor.of(new float[] {1}, 1)));
        assertEquals(
                "Fitted cars: there is no ONNX form; keras.withOnnx(fitted) adds one",
                assertThrows(IllegalStateException.class, () -> scorer.predict(plain, CARS))
                        .getMessage());
    }

    @Test
    void a_closed_scorer_refuses_and_a_released_model_is_prepared_again() {
        OnnxScorer own = OnnxScorer.open();
        float[] first = own.predict(cars, CARS).tensor().toFloats();
        assertEquals("OnnxScorer, 1 live models", own.toString());
        own.release(cars);
        assertEquals("OnnxScorer, 0 live models", own.toString());
        assertArrayEquals(first, own.predict(cars, CARS).tensor().toFloats());
        own.close();
        own.close();
        assertEquals(
                "OnnxScorer: it is closed; open another with OnnxScorer.open()",
                assertThrows(IllegalStateException.class, () -> own.predict(cars, CARS))
                        .getMessage());
    }

    @Test
    void the_form_is_a_file_with_the_names_of_the_schema(@TempDir Path folder) throws Exception {
        cars.saveOnnx(folder.resolve("cars.onnx"));
        try (var session = RuntimeExit.environment()
                .createSession(folder.resolve("cars.onnx").toString())) {
            assertEquals(Set.of("input"), session.getInputNames());
            assertEquals(Set.of("mpg", "mpg.features"), session.getOutputNames());
        }
        var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        cars.saveOnnx(folder.resolve("signed.onnx"), Signer.of(key.getPrivate()));
        assertEquals(64, Files.size(folder.resolve("signed.onnx.sig")));
    }

    @Test
    void custom_objects_are_exported_with_consent_and_scored_without_it() throws Exception {
        CustomObject made = CustomObject.of("made", "def made(x):\n    return x / 2\n");
        var hidden = block("hidden", dense(4).activation(activation(made)));
        var spec = regressor("own", input(), hidden, output()).epochs(1).seed(1);
        // Code that this program has made needs no consent: it is read, as if from elsewhere.
        String json = new JsonMapper()
                .writeValueAsString(spec)
                .replace("return x / 2", "return x / 4")
                .replace(made.name(), "elsewhere");
        Workflow read = workflow("mpg ~ wt + hp", new JsonMapper().readValue(json, Spec.class));
        Keras consenting = keras.trusting(read.spec().customObjects());
        Fitted fitted = consenting.fit(read, CARS);
        assertThrows(SecurityException.class, () -> keras.withOnnx(fitted));
        Fitted own = consenting.withOnnx(fitted);
        float[] due = consenting.predict(own, CARS).tensor().toFloats();
        assertArrayEquals(due, scorer.predict(own, CARS).tensor().toFloats(), 1e-4f);
    }

    @Test
    void sizes_that_vary_are_refused() {
        Examples rows = Examples.of(Tensor.of(new float[24], 2, 4, 3), Tensor.of(new float[] {0, 1}, 2, 1));
        Fitted steps = keras.fit(
                regressor("steps", input(VARYING, 3), block("mean", globalAveragePooling1D()), output())
                        .epochs(1)
                        .seed(1),
                rows);
        assertEquals(
                "Keras.withOnnx: inputs of steps must be numbers of one shape, got axes that vary",
                assertThrows(IllegalArgumentException.class, () -> keras.withOnnx(steps))
                        .getMessage());
    }

    @Test
    void a_network_that_no_exporter_knows_is_refused_with_the_reasons_of_both() {
        var odd = block("odd", maxPooling2D().poolSize(2), flatten(), dense(4).activation(GELU));
        Examples rows = Examples.of(Tensor.of(new float[2 * 36], 2, 6, 6, 1), Tensor.of(new float[] {0, 1}, 2, 1));
        Fitted fitted =
                keras.fit(regressor("odd", input(), odd, output()).epochs(1).seed(1), rows);
        String words = String.valueOf(assertThrows(IllegalArgumentException.class, () -> keras.withOnnx(fitted))
                .getMessage());
        assertTrue(
                words.startsWith("Keras.withOnnx: odd must be a network that an exporter to ONNX knows, got on jax "),
                words);
        assertTrue(words.contains("Unsupported pooling size"), words);
        assertTrue(words.contains("; on tensorflow ValidationError: No Op registered for Erfc"), words);
    }
}
