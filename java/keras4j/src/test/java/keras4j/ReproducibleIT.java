package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that equal seeds give bit-identical weights, regardless of concurrent work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReproducibleIT {
    private static final Spec SPEC = classifier(
                    "digits", input(), block("hidden", dense(16).activation(RELU), dropout(0.3)), output())
            .epochs(3)
            .seed(11);

    private final DataFrame digits = Datasets.digits().train().head(300);
    private final Keras keras = Keras.open();

    @AfterAll
    void close() {
        keras.close();
    }

    private Fitted fit(Spec spec) {
        return keras.fit(workflow("y ~ x", spec), digits);
    }

    /** Fits while other threads predict and have a model with random layers restored all the time. */
    private Fitted fitInTheMidstOfThings(Fitted beside) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Callable<Fitted> fit = () -> {
            try {
                return fit(SPEC);
            } finally {
                done.set(true);
            }
        };
        Callable<Fitted> restore = () -> {
            do {
                keras.predict(beside, digits.head(3));
                keras.release(beside);
            } while (!done.get());
            return beside;
        };
        return SessionFixtures.atOnce(List.of(fit, restore, restore)).get(0);
    }

    @Test
    void two_fits_amid_predictions_and_restorations_and_plain_python_give_the_same_bits(@TempDir Path folder)
            throws Exception {
        Fitted beside = fit(SPEC.seed(5));
        int restorations = keras.session().restorations();
        Fitted first = fitInTheMidstOfThings(beside);
        Fitted second = fitInTheMidstOfThings(beside);
        assertFalse(keras.session().restorations() - restorations < 2, "models were restored beside the fits");
        assertArrayEquals(first.kerasBytes(), second.kerasBytes());
        assertEquals(first, second);

        Examples rows = first.schema().examples(digits);
        Path plain = PlainPython.folder(folder, "digits", first, rows.x());
        PlainPython.program(plain, first, rows.x(), rows.labels().orElseThrow().oneHot());
        PlainPython.run(List.of(plain));
        assertEquals("[]", PlainPython.answer(plain).path("differing").toString());
    }

    @Test
    void fits_of_one_seed_give_the_same_bits_wherever_they_run() throws Exception {
        Fitted first = fit(SPEC);
        Fitted beside = fit(SPEC.seed(5));
        int same = 0;
        try (Keras alone = Keras.open(keras.backend(), Settings.defaults().withOwnProcess(true))) {
            for (int round = 0; round < ReliabilityFigure.SEEDS.count() / 4; round++) {
                same += Arrays.equals(first.kerasBytes(), fit(SPEC).kerasBytes()) ? 1 : 0;
                same += Arrays.equals(
                                first.kerasBytes(),
                                fitInTheMidstOfThings(beside).kerasBytes())
                        ? 1
                        : 0;
                keras.release(first);
                keras.predict(first, digits.head(3));
                same += Arrays.equals(first.kerasBytes(), fit(SPEC).kerasBytes()) ? 1 : 0;
                Fitted there = alone.fit(workflow("y ~ x", SPEC), digits);
                same += Arrays.equals(first.kerasBytes(), there.kerasBytes()) ? 1 : 0;
            }
        }
        ReliabilityFigure.SEEDS.is(same);
    }

    @Test
    @Tag("once")
    void another_seed_gives_other_weights() {
        assertFalse(Arrays.equals(fit(SPEC).kerasBytes(), fit(SPEC.seed(12)).kerasBytes()));
    }

    @Test
    @Tag("once")
    void without_a_seed_one_is_drawn_and_kept() {
        Spec unseeded =
                classifier("digits", input(), block("hidden", dense(16).activation(RELU), dropout(0.3)), output());
        Fitted fitted = fit(unseeded);
        assertEquals(fitted.seed(), (long) Objects.requireNonNull(fitted.spec().seed()));
        assertEquals(unseeded.seed(fitted.seed()), fitted.spec());
        assertArrayEquals(fitted.kerasBytes(), fit(fitted.spec()).kerasBytes());
        assertFalse(fitted.seed() == fit(unseeded).seed(), "drawn anew for each fit");
    }
}
