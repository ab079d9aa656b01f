package keras4j.spec;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.expr.CustomObject;
import keras4j.expr.Value;
import keras4j.loss.Loss;
import keras4j.metric.Metric;
import keras4j.optimizer.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * How a model learns: {@code learn_rate}, the {@code compile_*} arguments and the {@code dtype_policy} of a spec.
 *
 * @param <S> what the settings belong to
 * @see <a href="https://keras.io/api/models/model_training_apis/#compile-method">keras.Model.compile</a>
 */
public sealed interface CompileSettings<S> permits Spec, FineTuning {
    /** The same with an argument set by its name. */
    S with(String name, @Nullable Object value);

    /** The learning rate, at least 0; an error where the optimizer already has one, or a schedule. */
    default S learnRate(double rate) {
        return with("learn_rate", rate);
    }

    /** A learning rate that is not chosen yet, as {@code between(1e-4, 1e-1).log()}. */
    default S learnRate(Value<Double> rate) {
        return with("learn_rate", rate);
    }

    /** The optimizer, taken as it is; without one it is Adam at 0.01. */
    default S optimizer(Optimizer optimizer) {
        return with("compile_optimizer", optimizer);
    }

    /** An optimizer of one's own. */
    default S optimizer(CustomObject optimizer) {
        return with("compile_optimizer", optimizer);
    }

    /** An optimizer that is not chosen yet, as {@code oneOf(Optimizers.adam(), Optimizers.rmsprop())}. */
    default S optimizer(Value<? extends Optimizer> optimizer) {
        return with("compile_optimizer", optimizer);
    }

    /** The optimizer by Keras' name, such as {@code rmsprop}. */
    default S optimizer(String name) {
        return with("compile_optimizer", name);
    }

    /** What is made small; by default mean squared error, or the cross-entropy that suits the number of classes. */
    default S loss(Loss loss) {
        return with("compile_loss", loss);
    }

    /** A loss of one's own. */
    default S loss(CustomObject loss) {
        return with("compile_loss", loss);
    }

    /** The loss by Keras' name, such as {@code mae}. */
    default S loss(String name) {
        return with("compile_loss", name);
    }

    /** What is made small at each of several outputs, by its name; one that is not named keeps its default. */
    default S loss(Map<String, ?> losses) {
        return with("compile_loss", losses);
    }

    /** What is measured beside the loss; by default accuracy, or mean absolute error. */
    default S metrics(Metric... metrics) {
        return with("compile_metrics", List.of(metrics));
    }

    /** What is measured, by metrics of one's own. */
    default S metrics(CustomObject first, CustomObject... others) {
        return with(
                "compile_metrics",
                Stream.concat(Stream.of(first), Stream.of(others)).toList());
    }

    /** What is measured, by Keras' names. */
    default S metrics(String first, String... others) {
        return with(
                "compile_metrics",
                Stream.concat(Stream.of(first), Stream.of(others)).toList());
    }

    /** What is measured at each of several outputs, by its name; one that is not named keeps its default. */
    default S metrics(Map<String, ? extends List<?>> metrics) {
        return with("compile_metrics", metrics);
    }

    /** How much each output's loss counts, by its name; one that is not named counts 1. */
    default S lossWeights(Map<String, Double> weights) {
        return with("compile_loss_weights", weights);
    }

    /** How much each output's loss counts, in the order of the outputs. */
    default S lossWeights(double... weights) {
        return with("compile_loss_weights", weights);
    }

    /** What is measured with the sample weights. */
    default S weightedMetrics(Metric... metrics) {
        return with("compile_weighted_metrics", List.of(metrics));
    }

    /** What is measured with the sample weights, by Keras' names. */
    default S weightedMetrics(String first, String... others) {
        return with(
                "compile_weighted_metrics",
                Stream.concat(Stream.of(first), Stream.of(others)).toList());
    }

    /** Whether each step runs uncompiled, for debugging. */
    default S runEagerly(boolean eagerly) {
        return with("compile_run_eagerly", eagerly);
    }

    /** How many steps one compiled call makes, at least 1; the default is 1. */
    default S stepsPerExecution(int steps) {
        return with("compile_steps_per_execution", steps);
    }

    /** Whether the model is compiled with XLA; Keras decides by default. */
    default S jitCompile(boolean compile) {
        return with("compile_jit_compile", compile);
    }

    /** Whether the loss is scaled where numbers of half the size are used; it is by default. */
    default S autoScaleLoss(boolean scale) {
        return with("compile_auto_scale_loss", scale);
    }

    /** The types of numbers that layers compute with and keep their weights in; predictions are float32 under each. */
    default S dtypePolicy(DTypePolicy policy) {
        return with(Policy.NAME, policy.toString());
    }
}
