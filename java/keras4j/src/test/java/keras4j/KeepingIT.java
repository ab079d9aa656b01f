package keras4j;

import static keras4j.Models.workflow;
import static keras4j.recipe.Selectors.allPredictors;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import keras4j.data.Batches;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.explain.VerificationException;
import keras4j.fitted.Fitted;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.model.Samples;
import keras4j.model.TrainingDataFingerprint;
import keras4j.recipe.Recipe;
import org.dflib.DataFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of saved models: stored content, and use after loading. */
@Tag("once")
class KeepingIT {
    private final Keras keras = Keras.open();

    @AfterEach
    void close() {
        keras.close();
    }

    @Test
    void samples_are_predicted_again_wherever_the_model_goes() {
        Fitted fitted = SessionFixtures.fitted(keras, 1);
        assertEquals(
                "Keras.verify: tiny must have samples, got none; keras.withSamples(fitted, rows) adds some",
                assertThrows(IllegalStateException.class, () -> keras.verify(fitted))
                        .getMessage());
        Fitted sampled = keras.withSamples(fitted, SessionFixtures.x().slice(0, 5));
        Fitted loaded = Fitted.ofBytes(sampled.toBytes());
        assertEquals(sampled, loaded);
        assertNotEquals(fitted, loaded);
        keras.release(sampled);
        assertEquals(0, keras.verify(loaded, 0));
        assertEquals(1, keras.session().restorations(), "one live model, with samples or without");
    }

    @Test
    void a_model_that_predicts_something_else_is_refused_with_the_row_and_the_output() {
        Fitted one = keras.withSamples(
                SessionFixtures.fitted(keras, 1), SessionFixtures.x().slice(0, 2));
        Fitted other = PublicFaces.close(
                Fitted.class,
                PublicFaces.open(SessionFixtures.fitted(keras, 2), FittedModel.class)
                        .with(one.samples().orElseThrow()));
        float then = one.samples().orElseThrow().predicted().get(0).toFloats()[0];
        float now = keras.predict(other, SessionFixtures.rows()[0])[0];
        String message = String.valueOf(assertThrows(VerificationException.class, () -> keras.verify(other))
                .getMessage());
        assertTrue(
                message.startsWith(
                        "Keras.verify: tiny must predict " + then + " for number 0 of y in sample 0, got " + now),
                message);
        assertTrue(
                message.contains("; 2 of 2 numbers differ by more than 1.0E-4; it was fitted with backend "), message);
        assertTrue(keras.verify(other, 100) > 0);
        assertEquals(
                "Keras.verify: tolerance must be 0 or more, got NaN",
                assertThrows(IllegalArgumentException.class, () -> keras.verify(one, Double.NaN))
                        .getMessage());
    }

    @Test
    void samples_of_a_frame_are_kept_as_the_recipe_prepared_them() {
        DataFrame cars = Datasets.mtcars();
        Recipe recipe = Models.recipe("mpg ~ .").normalize(allPredictors());
        Fitted fitted = keras.fit(workflow(recipe, SessionFixtures.tiny(1)), cars);
        Fitted loaded = Fitted.ofBytes(keras.withSamples(fitted, cars.head(4)).toBytes());
        Samples samples = loaded.samples().orElseThrow();
        assertEquals(PublicFaces.open(fitted, FittedModel.class).preparation().x(cars.head(4)), samples.x());
        assertEquals(
                keras.predict(fitted, cars.head(4)).tensor(),
                samples.predicted().get(0));
        assertEquals(0, keras.verify(loaded));
        assertEquals(
                "Samples: rows must be at least one, got none",
                assertThrows(IllegalArgumentException.class, () -> keras.withSamples(fitted, cars.head(0)))
                        .getMessage());
    }

    @Test
    void a_classifier_is_described_with_its_levels(@TempDir Path folder) {
        Fitted fitted = keras.fit(
                workflow(
                        "species ~ .",
                        Models.classifier("iris", Models.input(), Models.output())
                                .seed(1)),
                Datasets.iris());
        fitted.save(folder.resolve("iris.keras4j"));
        String described = Fitted.describe(folder.resolve("iris.keras4j"));
        assertTrue(described.contains("""
                outcomes    species 3 classes
                            species: setosa, versicolor, virginica
                parameters  15
                """), described);
        assertTrue(described.contains("versions    backend " + keras.backend().id() + ", "), described);
    }

    @Test
    void it_knows_the_rows_of_its_fit_but_not_those_that_came_in_batches() {
        Examples rows = Examples.of(SessionFixtures.x(), SessionFixtures.y());
        Fitted fitted = keras.fit(SessionFixtures.tiny(1), rows);
        assertEquals(TrainingDataFingerprint.of(rows), fitted.trainingData().orElseThrow());
        float[] weights = new float[SessionFixtures.ROWS];
        assertNotEquals(TrainingDataFingerprint.of(rows), TrainingDataFingerprint.of(rows.weights(weights)));
        assertNotEquals(TrainingDataFingerprint.of(rows), TrainingDataFingerprint.of(rows.take(1, 2, 3)));
        Fitted streamed = keras.fit(SessionFixtures.tiny(1), Batches.of(rows, 64));
        assertTrue(streamed.trainingData().isEmpty());
        assertEquals(streamed, Fitted.ofBytes(streamed.toBytes()));
        Fitted further = keras.fit(Models.fineTuning("further").epochs(1).seed(1), fitted, rows.take(4, 5, 6));
        assertEquals(
                TrainingDataFingerprint.of(rows.take(4, 5, 6)),
                further.trainingData().orElseThrow());
    }

    @Test
    void a_slim_model_predicts_evaluates_and_learns_like_the_whole_one() {
        Fitted fitted = keras.withSamples(
                SessionFixtures.fitted(keras, 1), SessionFixtures.x().slice(0, 5));
        Fitted slim = Fitted.ofBytes(fitted.slim().fitted().toBytes());
        assertEquals(0, keras.verify(slim, 0));
        assertArrayEquals(SessionFixtures.alone(keras, fitted), SessionFixtures.alone(keras, slim));
        Examples rows = Examples.of(SessionFixtures.x(), SessionFixtures.y());
        assertEquals(keras.evaluate(fitted, rows), keras.evaluate(slim, rows));
        var further = Models.fineTuning("further").epochs(2).seed(1);
        Fitted one = keras.fit(further, fitted, rows);
        Fitted other = keras.fit(further, slim, rows);
        assertArrayEquals(one.kerasBytes(), other.kerasBytes(), "the optimizer begins anew in any case");
    }

    @Test
    void the_model_that_is_taken_out_of_an_archive_is_one_of_plain_keras(@TempDir Path folder) throws Exception {
        Fitted fitted = SessionFixtures.fitted(keras, 1);
        Path file = folder.resolve("tiny.keras4j");
        fitted.save(file);
        Path whole = PlainPython.folder(folder, "whole", fitted, SessionFixtures.x());
        Files.write(whole.resolve("fitted.keras"), MemberArchive.load(file).member("model.keras"));
        Path slim = PlainPython.folder(folder, "slim", fitted.slim().fitted(), SessionFixtures.x());
        PlainPython.run(List.of(whole, slim));
        Tensor expected = keras.predict(fitted, SessionFixtures.x()).tensor();
        for (Path each : List.of(whole, slim)) {
            assertArrayEquals(expected.toFloats(), Npy.read(each.resolve("predictions.npy")), 1e-6f);
        }
    }
}
