package keras4j;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.TANH;
import static keras4j.layer.Layers.dense;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.resample.Resampling.folds;
import static keras4j.resample.Resampling.holdout;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BiFunction;
import keras4j.data.Datasets;
import keras4j.data.Datasets.TrainTest;
import keras4j.prediction.Intervals;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tests of the coverage of intervals on the Wisconsin breast cancer data, over several splits. */
@Tag("jax")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoverageOfIntervalsIT {
    private static final String Y = "worst_radius";
    private static final List<Double> LEVELS = List.of(0.8, 0.9);
    private static final int SPLITS = 3;

    /** Three standard deviations at 80 %, of 3 times 114 rows tested by intervals that were made from as many. */
    private static final double SLACK = 3 * Math.sqrt(0.8 * 0.2 * 2 / (SPLITS * 114));

    private final Keras keras = Keras.open();
    private final DataFrame cells = Datasets.breastCancer()
            .cols(name -> name.startsWith("mean_") || name.equals(Y))
            .select();
    private final Workflow workflow = workflow(
            recipe(Y + " ~ .").normalize(allPredictors()),
            regressor("cells", input(), block("hidden", dense(arg("units", 16)).activation(TANH)), output())
                    .epochs(60)
                    .learnRate(0.01)
                    .seed(1)
                    .laplace());

    @AfterAll
    void close() {
        keras.close();
    }

    /** The part of the values within, the mean over the splits, by level; {@code make} has all rows, then those to test by. */
    private double[] held(BiFunction<TrainTest, DataFrame, Intervals> make) {
        double[] held = new double[LEVELS.size()];
        for (int seed = 0; seed < SPLITS; seed++) {
            TrainTest rows = holdout(0.8).seed(seed).trainTest(cells);
            Intervals intervals = make.apply(rows, rows.test());
            for (int level = 0; level < held.length; level++) {
                held[level] += Coverage.of(intervals.prediction(LEVELS.get(level)), rows.test(), Y) / SPLITS;
            }
        }
        return held;
    }

    /** Normal noise of one size is what they take for granted; these rows have more of it in the tails. */
    @Test
    void those_of_the_last_layer_by_laplace_hold_what_they_promise_at_least() {
        double[] held = held((rows, test) -> keras.intervals(keras.fit(workflow, rows.train()), test));
        assertEquals(0.9, held[1], SLACK);
        assertTrue(held[0] > 0.8 - SLACK && held[0] < held[1], held[0] + " of 0.8");
    }

    @Test
    void those_measured_on_rows_set_aside_hold_what_they_promise() {
        assertArrayEquals(
                new double[] {0.8, 0.9},
                held((rows, test) -> {
                    TrainTest inner = holdout(0.75).seed(1).trainTest(rows.train());
                    return keras.intervals(keras.conformal(keras.fit(workflow, inner.train()), inner.test()), test);
                }),
                SLACK);
    }

    @Test
    void those_measured_across_folds_hold_what_they_promise() {
        assertArrayEquals(
                new double[] {0.8, 0.9},
                held((rows, test) -> keras.intervals(keras.conformal(workflow, rows.train(), folds(3).seed(1)), test)),
                SLACK);
    }
}
