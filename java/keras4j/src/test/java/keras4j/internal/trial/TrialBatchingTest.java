package keras4j.internal.trial;

import static keras4j.Models.arg;
import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.folds;
import static keras4j.Models.input;
import static keras4j.Models.oneOf;
import static keras4j.Models.output;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.conv2D;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.layer.Layers.flatten;
import static keras4j.layer.Layers.gru;
import static keras4j.measure.Measure.ACCURACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import keras4j.IrisFixtures;
import keras4j.callback.Callbacks;
import keras4j.expr.CustomObject;
import keras4j.expr.Point;
import keras4j.model.Backend;
import keras4j.optimizer.Optimizers;
import keras4j.schedule.Schedules;
import keras4j.session.Preflight;
import keras4j.spec.DTypePolicy;
import keras4j.spec.Spec;
import keras4j.tune.BatchingRule;
import keras4j.tune.Criterion;
import keras4j.tune.Runner;
import keras4j.tune.Search;
import keras4j.tune.Study;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the hyperparameters that permit batched training. */
class TrialBatchingTest {
    private static final Spec DENSE = classifier(
                    "net",
                    input(20),
                    block("hidden", dense(arg("units", 8)).activation(RELU), dropout(arg("rate", 0.1))),
                    output())
            .epochs(10);

    private static Set<String> free(Spec spec, int rows) {
        return TrialBatching.of(spec, spec.hyperparameters(), rows, Backend.JAX).free();
    }

    @Test
    void real_numbers_are_free_and_counts_of_layers_are_not() {
        Spec open = DENSE.with("num_hidden", between(1, 3)).with("hidden_rate", between(0.1, 0.4));
        assertEquals(
                Set.of("hidden_rate", "learn_rate"),
                free(open.learnRate(between(1e-3, 1e-1).log()), 800));
    }

    @Test
    void widths_are_free_where_little_is_learned() {
        Spec open = DENSE.with("hidden_units", between(16, 128));
        assertEquals(Set.of("hidden_units"), free(open, 800));
        assertEquals(Set.of(), free(open, 80_000));
        assertEquals(Set.of(), free(open.epochs(1000), 800));
        assertEquals(Set.of(), free(open.epochs(between(1, 1000)), 800));
        assertEquals(Set.of(), free(DENSE.with("hidden_units", between(16, 1024)), 800));
    }

    @Test
    void widths_are_found_by_where_they_stand() {
        Spec copies = DENSE.with("num_hidden", 2).with("hidden.2_units", between(8, 32));
        assertEquals(Set.of("hidden.2_units"), free(copies, 800));
        assertEquals(
                Set.of("width"), free(DENSE.with("hidden_units", between(8, 32).as("width")), 800));
        Spec direct = classifier("net", input(20), block("first", dense(between(8, 32))), output());
        assertEquals(Set.of("first_units"), free(direct, 800));
        Spec recurrent = classifier("net", input(5, 4), block("memory", gru(between(8, 32))), output());
        assertEquals(Set.of(), free(recurrent, 800));
    }

    private static BatchingRule together(Spec spec, Backend backend) {
        return TrialBatching.of(spec, spec.hyperparameters(), 800, backend);
    }

    /** Returns the number of tasks of a search with 30 points and 2 folds. */
    private static int tasks(Spec open, Backend backend) {
        AtomicInteger tasks = new AtomicInteger();
        Runner runner = Runner.tasks(
                task -> {
                    tasks.incrementAndGet();
                    return Collections.nCopies(task.trials().size(), TrialResult.failed("not run"));
                },
                Runnable::run,
                1);
        Tuned tuned = Study.of(open.hyperparameters(), folds(2).seed(1).of(IrisFixtures.FRAME), Criterion.of(ACCURACY))
                .search(Search.random(30))
                .seed(1)
                .together(together(open, backend))
                .run(runner);
        assertEquals(30, tuned.candidates().size());
        return tasks.get();
    }

    @Test
    void plain_fits_of_one_architecture_are_few_tasks_on_jax_and_one_each_on_tensorflow() {
        Spec open = DENSE.learnRate(between(1e-3, 1e-1).log());
        assertEquals(2, tasks(open, Backend.JAX));
        assertEquals(60, tasks(open, Backend.TENSORFLOW));
    }

    static Stream<Spec> notPlain() {
        Spec open = DENSE.with("hidden_rate", between(0.1, 0.4));
        return Stream.of(
                open.callbacks(Callbacks.earlyStopping()),
                open.optimizer(oneOf(Optimizers.rmsprop(), Optimizers.adam().useEma(true))),
                open.optimizer(Optimizers.adam().learningRate(Schedules.exponentialDecay(0.1, 10, 0.9))),
                open.optimizer(
                        CustomObject.of("Slow", "import keras\n\n\nclass Slow(keras.optimizers.SGD):\n    pass\n")),
                open.stepsPerEpoch(3),
                open.validationFreq(2),
                open.runEagerly(true),
                open.dtypePolicy(DTypePolicy.MIXED_FLOAT16));
    }

    @ParameterizedTest
    @MethodSource("notPlain")
    void a_fit_that_can_not_be_trained_with_others_is_a_task_by_itself(Spec spec) {
        assertEquals(60, tasks(spec, Backend.JAX));
    }

    @Test
    void convolutions_are_tasks_by_themselves_and_recurrent_layers_are_not() {
        Spec images = classifier(
                        "net",
                        input(8, 8, 1),
                        block("hidden", conv2D(4, 3), flatten(), dropout(arg("rate", 0.1))),
                        output())
                .with("hidden_rate", between(0.1, 0.4));
        assertEquals(60, tasks(images, Backend.JAX));
        Spec series = classifier("net", input(8, 2), block("hidden", gru(4), dropout(arg("rate", 0.1))), output())
                .with("hidden_rate", between(0.1, 0.4));
        assertEquals(2, tasks(series, Backend.JAX));
    }

    @Test
    void callbacks_that_write_files_are_not_in_the_way() {
        Spec open = DENSE.with("hidden_rate", between(0.1, 0.4));
        assertEquals(2, tasks(open.callbacks(Callbacks.csvLogger("log.csv")), Backend.JAX));
        assertEquals(
                2, tasks(open.batchSize(16).classWeight(Map.of("setosa", 2.0)).shuffle(false), Backend.JAX));
    }

    @Test
    void a_fit_passes_through_fewer_epochs_unless_something_happens_at_its_end() {
        Spec open = DENSE.epochs(between(1, 9));
        assertTrue(together(open, Backend.JAX).passing());
        assertTrue(together(
                        open.callbacks(
                                Callbacks.earlyStopping().restoreBestWeights(false),
                                Callbacks.reduceLROnPlateau(),
                                Callbacks.terminateOnNaN()),
                        Backend.TENSORFLOW)
                .passing());
        for (Spec ending : List.of(
                open.callbacks(Callbacks.earlyStopping().restoreBestWeights(true)),
                open.callbacks(Callbacks.swapEMAWeights()),
                open.optimizer(oneOf(Optimizers.rmsprop(), Optimizers.adam().useEma(true))),
                open.optimizer(
                        CustomObject.of("Slow", "import keras\n\n\nclass Slow(keras.optimizers.SGD):\n    pass\n")),
                open.initialEpoch(2))) {
            assertFalse(together(ending, Backend.JAX).passing(), ending::toString);
            assertEquals(1, together(ending, Backend.JAX).most(), ending::toString);
        }
    }

    private static int most(long bytes) {
        Preflight preflight = new Preflight(List.of(
                new Preflight.Checked(Point.NONE, 1, 4, null),
                new Preflight.Checked(Point.NONE, bytes / 4, bytes, null)));
        return TrialBatching.within(new BatchingRule(Set.of(), 32), preflight).most();
    }

    @Test
    void weights_gradients_and_moments_of_a_task_have_a_bound() {
        assertEquals(32, most(2 << 20));
        assertEquals(16, most(4 << 20));
        assertEquals(1, most(64 << 20));
        assertEquals(1, most(1L << 36));
    }
}
