package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.fineTuning;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.bidirectional;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.lstm;
import static keras4j.layer.Layers.reshape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.optimizer.Optimizer;
import keras4j.optimizer.Optimizers;
import keras4j.optimizer.SGD;
import keras4j.schedule.Schedules;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.spec.Block;
import keras4j.spec.DTypePolicy;
import keras4j.spec.FineTuning;
import keras4j.spec.Spec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of the training options, each by its effect on the model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingOptionsIT {
    private static final SGD PLAIN = Optimizers.sgd().learningRate(0.1);

    private final Keras keras = Keras.open();
    private final Examples train = Examples.of(SessionFixtures.x(), SessionFixtures.y());
    private final Spec spec =
            SessionFixtures.tiny(1).shuffle(false).batchSize(16).optimizer(PLAIN);
    private final Map<Spec, float[]> predicted = new HashMap<>();
    private final Block hidden = block("hidden", dense(4).activation(RELU));

    @AfterAll
    void close() {
        keras.close();
    }

    /** Returns the predictions of a model after some epochs; a spec that was fitted before is not fitted again. */
    private float[] after(Spec spec, int epochs) {
        return predicted.computeIfAbsent(spec.epochs(epochs), this::fittedAnew);
    }

    private float[] fittedAnew(Spec spec) {
        return keras.predict(keras.fit(spec, train), SessionFixtures.x()).floats();
    }

    /** Returns the change of a model's predictions over three epochs. */
    private double movement(Spec spec) {
        return distance(after(still(spec), 1), after(spec, 3));
    }

    /** Returns a copy of the spec that learns nothing. */
    private static Spec still(Spec spec) {
        return spec.optimizer(Optimizers.sgd().learningRate(0.0));
    }

    private static double distance(float[] one, float[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> Math.abs(one[i] - other[i]))
                .max()
                .orElseThrow();
    }

    private Spec by(Optimizer optimizer) {
        return spec.optimizer(optimizer);
    }

    @Test
    @Tag("once")
    void clipped_gradients_move_little() {
        double plain = movement(spec);
        assertTrue(plain > 0.1, "" + plain);
        for (Optimizer clipped : List.of(PLAIN.clipnorm(1e-4), PLAIN.clipvalue(1e-4), PLAIN.globalClipnorm(1e-4))) {
            double little = movement(by(clipped));
            assertTrue(little > 0 && little < 0.01, clipped + " " + little);
        }
    }

    @Test
    void averaged_weights_are_the_model_when_the_fit_is_over() {
        SGD averaging = PLAIN.useEma(true).emaMomentum(0.9);
        float[] averaged = after(by(averaging), 3);
        assertArrayEquals(after(spec, 3), after(by(averaging.emaMomentum(0.0)), 3), 1e-6f, "the last one alone");
        assertTrue(distance(after(spec, 3), averaged) > 1e-3);
        assertTrue(distance(after(by(averaging.emaOverwriteFrequency(2)), 3), averaged) > 1e-3);
    }

    @Test
    @Tag("once")
    void decayed_weights_vanish() {
        float[] decayed = after(by(PLAIN.learningRate(0.01).weightDecay(50.0)), 20);
        for (float number : decayed) {
            assertEquals(0, number, 0.05f);
        }
    }

    @Test
    void gradients_of_four_batches_added_up_are_those_of_a_batch_four_times_as_large() {
        float[] accumulated = after(by(PLAIN.gradientAccumulationSteps(4)), 5);
        assertArrayEquals(after(by(PLAIN).batchSize(64), 5), accumulated, 1e-5f);
        assertTrue(distance(after(by(PLAIN), 5), accumulated) > 1e-3);
    }

    @Test
    @Tag("once")
    void a_schedule_lowers_the_rate_until_nothing_moves() {
        var halving = Schedules.exponentialDecay(0.1, 1, 0.5);
        Spec scheduled = spec.optimizer(Optimizers.sgd().learningRate(halving));
        assertTrue(distance(after(scheduled, 10), after(scheduled, 20)) < 1e-5);
        assertTrue(distance(after(spec, 10), after(spec, 20)) > 1e-3);
        assertTrue(movement(scheduled) > 0.01);
    }

    /** A network whose gradients vanish in float16, with a last layer that stays as it is. */
    private Spec small() {
        return regressor("small", input(), hidden, output(dense(1).trainable(false)))
                .optimizer(Optimizers.sgd().learningRate(1e5))
                .lossWeights(1e-9)
                .dtypePolicy(DTypePolicy.MIXED_FLOAT16)
                .shuffle(false)
                .seed(1);
    }

    @Test
    void a_model_of_mixed_float16_that_is_trained_further_scales_its_loss_again() {
        Fitted fitted = keras.fit(small().epochs(1), train);
        FineTuning further = fineTuning("further").seed(2);
        assertNotEquals(hidden(fitted), hidden(keras.fit(further, fitted, train)));
        assertEquals(hidden(fitted), hidden(keras.fit(further.autoScaleLoss(false), fitted, train)));
    }

    private List<Tensor> hidden(Fitted fitted) {
        return keras.network(fitted).layer("hidden").tensors();
    }

    @Test
    @Tag("once")
    void gradients_too_small_for_float16_count_only_when_the_loss_is_scaled() {
        Spec small = small();
        Spec unscaled = small.autoScaleLoss(false);
        assertEquals(0, movement(unscaled));
        assertTrue(movement(small) > 0, "Keras scales by itself");
        Spec scaled = unscaled.optimizer(Optimizers.sgd().learningRate(1e5).lossScaleFactor(1 << 20));
        assertTrue(movement(scaled) > 0, "and so does an optimizer that is told to");
    }

    @Test
    @Tag("once")
    void frozen_layers_stay_as_they_began() {
        Block cold = block("hidden", dense(4).activation(RELU)).frozen();
        Spec frozen = regressor("frozen", input(), cold, output(dense(1).trainable(false)))
                .optimizer(PLAIN)
                .seed(1);
        Spec thawed = regressor("frozen", input(), hidden, output(dense(1).trainable(false)))
                .optimizer(PLAIN)
                .seed(1);
        assertEquals(0, movement(frozen));
        assertTrue(movement(thawed) > 0.01);
        assertTrue(keras.fit(frozen, train).summary().contains("Trainable params: 0 (0.00 B)"));
    }

    @Test
    void several_steps_in_one_call_train_the_same_model_and_are_heard_together() {
        List<Integer> heard = new ArrayList<>();
        Fitted four = keras.listening(new ProgressListener() {
                    @Override
                    public void onProgress(TrainingControl training) {
                        heard.add(training.batch());
                    }
                })
                .fit(spec.batchSize(8).stepsPerExecution(4).epochs(1), train);
        assertEquals(List.of(4, 8), heard);
        assertArrayEquals(
                after(spec.batchSize(8), 1),
                keras.predict(four, SessionFixtures.x()).floats(),
                1e-5f);
    }

    @Test
    void steps_that_run_uncompiled_or_by_xla_train_the_same_model() {
        float[] plain = after(spec, 2);
        assertArrayEquals(plain, after(spec.runEagerly(true), 2), 1e-5f);
        assertArrayEquals(plain, after(spec.jitCompile(true), 2), 1e-5f);
        assertArrayEquals(plain, after(spec.jitCompile(false), 2), 1e-5f);
    }

    @Test
    @Tag("once")
    void class_weights_are_those_of_the_levels_named() {
        String[] sides = new String[SessionFixtures.ROWS];
        Arrays.setAll(sides, row -> row % 2 == 0 ? "up" : "down");
        Examples noise = Examples.of(SessionFixtures.x(), Labels.of(sides));
        Spec two = classifier("two", input(), hidden, output()).epochs(20).seed(1);
        assertTrue(ups(two.classWeight(Map.of("up", 20.0)), noise) > SessionFixtures.ROWS * 0.9);
        assertTrue(ups(two.classWeight(Map.of("down", 20.0)), noise) < SessionFixtures.ROWS * 0.1);
    }

    private long ups(Spec spec, Examples rows) {
        return keras.predict(keras.fit(spec, rows), SessionFixtures.x()).labels().stream()
                .filter("up"::equals)
                .count();
    }

    @Test
    @Tag("once")
    void rows_without_weight_are_not_there() {
        float[] weights = new float[SessionFixtures.ROWS];
        Arrays.fill(weights, 0, 16, 1);
        Spec one = spec.batchSize(64);
        float[] weighted = keras.predict(keras.fit(one, train.weights(weights)), SessionFixtures.x())
                .floats();
        float[][] rows = Arrays.copyOf(SessionFixtures.rows(), 16);
        float[] y = Arrays.copyOf(SessionFixtures.y().toFloats(), 16);
        // Keras divides by the number of rows, not by the sum of their weights.
        Fitted alone = keras.fit(by(PLAIN.learningRate(0.1 / 4)).batchSize(64), rows, y);
        assertArrayEquals(keras.predict(alone, SessionFixtures.x()).floats(), weighted, 1e-5f);
    }

    @ParameterizedTest
    @Tag("once")
    @EnumSource(DTypePolicy.class)
    void a_model_of_any_policy_learns_predicts_in_float32_and_survives_restoration(DTypePolicy policy) {
        Spec half = spec.optimizer(Optimizers.sgd())
                .learnRate(0.05)
                .dtypePolicy(policy)
                .epochs(10);
        Fitted fitted = keras.fit(half, train);
        double[] loss = fitted.history().metric("loss");
        assertTrue(loss[9] < loss[0], fitted.history().toString());
        float[] before = keras.predict(fitted, SessionFixtures.x()).floats();
        keras.release(fitted);
        assertArrayEquals(
                before,
                keras.predict(Fitted.ofBytes(fitted.toBytes()), SessionFixtures.x())
                        .floats());
        assertTrue(keras.evaluate(fitted, train).loss() < loss[0]);
        float[] full = after(spec.optimizer(Optimizers.sgd()).learnRate(0.05), 10);
        double off = distance(full, before);
        assertEquals(policy == DTypePolicy.FLOAT32, off == 0, policy + " is off by " + off);
        // Weights of another type begin as other random numbers.
        boolean sameBeginning = policy.toString().startsWith("mixed");
        assertTrue(off < 0.2 || !sameBeginning, policy + " is off by " + off);
        assertEquals(fitted, keras.fit(half, train), "it is reproducible");
        Spec next = spec.optimizer(Optimizers.sgd()).learnRate(0.05).epochs(10);
        assertArrayEquals(full, fittedAnew(next), "the next fit has its own");
    }

    @Test
    @Tag("once")
    void names_of_layers_do_not_grow_from_fit_to_fit() {
        Spec nested = regressor(
                        "nested",
                        input(),
                        block("read", reshape(3, 1), bidirectional(lstm(2))),
                        block("other", dense(2), dense(3)),
                        output())
                .seed(1);
        Fitted first = keras.fit(nested, train);
        for (int fit = 0; fit < 3; fit++) {
            Fitted next = keras.fit(nested, train);
            assertEquals(first.summary(), next.summary());
            assertArrayEquals(first.kerasBytes(), next.kerasBytes());
        }
    }
}
