package keras4j.spec;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.expr.CustomObject;
import keras4j.expr.Value;
import keras4j.internal.text.Preconditions;
import keras4j.loss.Loss;
import keras4j.metric.Metric;
import keras4j.optimizer.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * Compile settings: {@code learn_rate}, the {@code compile_*} arguments and the {@code dtype_policy} of a spec.
 *
 * @param <S> the type that has the settings
 * @see <a href="https://keras.io/api/models/model_training_apis/#compile-method">keras.Model.compile</a>
 */
public sealed interface CompileSettings<S> permits Spec, FineTuning {
    /**
     * {@return a copy with an argument set}
     *
     * @param name the argument's name
     * @param value null (Python's {@code None}), a boolean, a number, a string, a list, a map or a typed Keras
     *     value
     */
    S with(String name, @Nullable Object value);

    /**
     * {@return a copy with a learning rate}
     *
     * @param rate the learning rate, at least 0; an error if the optimizer already has one, or a schedule
     */
    default S learnRate(double rate) {
        return with("learn_rate", rate);
    }

    /**
     * {@return a copy with a learning rate to tune}
     *
     * @param rate a hyperparameter, such as {@code between(1e-4, 1e-1).log()}
     */
    default S learnRate(Value<Double> rate) {
        return with("learn_rate", rate);
    }

    /**
     * {@return a copy with an optimizer}
     *
     * @param optimizer the optimizer, used unchanged; the default is Adam with a learning rate of 0.01
     */
    default S optimizer(Optimizer optimizer) {
        return with("compile_optimizer", optimizer);
    }

    /**
     * {@return a copy with a user-defined optimizer}
     *
     * @param optimizer the optimizer
     */
    default S optimizer(CustomObject optimizer) {
        return with("compile_optimizer", optimizer);
    }

    /**
     * {@return a copy with an optimizer to tune}
     *
     * @param optimizer a hyperparameter, such as {@code oneOf(Optimizers.adam(), Optimizers.rmsprop())}
     */
    default S optimizer(Value<? extends Optimizer> optimizer) {
        return with("compile_optimizer", optimizer);
    }

    /**
     * {@return a copy with an optimizer}
     *
     * @param name Keras' name, such as {@code rmsprop}
     */
    default S optimizer(String name) {
        return with("compile_optimizer", name);
    }

    /**
     * {@return a copy with a loss}
     *
     * @param loss the loss; by default mean squared error, or the cross-entropy for the number of classes
     */
    default S loss(Loss loss) {
        Preconditions.notNull("Spec", "loss", loss);
        return with("compile_loss", loss);
    }

    /**
     * {@return a copy with a user-defined loss}
     *
     * @param loss the loss
     */
    default S loss(CustomObject loss) {
        Preconditions.notNull("Spec", "loss", loss);
        return with("compile_loss", loss);
    }

    /**
     * {@return a copy with a loss}
     *
     * @param name Keras' name, such as {@code mae}
     */
    default S loss(String name) {
        Preconditions.notNull("Spec", "name", name);
        return with("compile_loss", name);
    }

    /**
     * {@return a copy with a loss for each of several outputs}
     *
     * @param losses the losses by output; a missing output keeps its default
     */
    default S loss(Map<String, ?> losses) {
        Preconditions.notNull("Spec", "losses", losses);
        return with("compile_loss", losses);
    }

    /**
     * {@return a copy with metrics}
     *
     * @param metrics the metrics; by default accuracy, or mean absolute error
     */
    default S metrics(Metric... metrics) {
        Preconditions.array("Spec", "metrics", metrics);
        return with("compile_metrics", List.of(metrics));
    }

    /**
     * {@return a copy with user-defined metrics}
     *
     * @param first a metric
     * @param others the other metrics
     */
    default S metrics(CustomObject first, CustomObject... others) {
        Preconditions.notNull("Spec", "others", others);
        return with(
                "compile_metrics",
                Stream.concat(Stream.of(first), Stream.of(others)).toList());
    }

    /**
     * {@return a copy with metrics}
     *
     * @param first Keras' name of a metric
     * @param others the names of the other metrics
     */
    default S metrics(String first, String... others) {
        Preconditions.notNull("Spec", "others", others);
        return with(
                "compile_metrics",
                Stream.concat(Stream.of(first), Stream.of(others)).toList());
    }

    /**
     * {@return a copy with metrics for each of several outputs}
     *
     * @param metrics the metrics by output; a missing output keeps its default
     */
    default S metrics(Map<String, ? extends List<?>> metrics) {
        Preconditions.notNull("Spec", "metrics", metrics);
        return with("compile_metrics", metrics);
    }

    /**
     * {@return a copy with loss weights}
     *
     * @param weights the weights by output; a missing output has weight 1
     */
    default S lossWeights(Map<String, Double> weights) {
        Preconditions.notNull("Spec", "weights", weights);
        return with("compile_loss_weights", weights);
    }

    /**
     * {@return a copy with loss weights}
     *
     * @param weights the weights, in the order of the outputs
     */
    default S lossWeights(double... weights) {
        Preconditions.notNull("Spec", "weights", weights);
        return with("compile_loss_weights", weights);
    }

    /**
     * {@return a copy with metrics that use the sample weights}
     *
     * @param metrics the metrics
     */
    default S weightedMetrics(Metric... metrics) {
        Preconditions.array("Spec", "metrics", metrics);
        return with("compile_weighted_metrics", List.of(metrics));
    }

    /**
     * {@return a copy with metrics that use the sample weights}
     *
     * @param first Keras' name of a metric
     * @param others the names of the other metrics
     */
    default S weightedMetrics(String first, String... others) {
        Preconditions.notNull("Spec", "others", others);
        return with(
                "compile_weighted_metrics",
                Stream.concat(Stream.of(first), Stream.of(others)).toList());
    }

    /**
     * {@return a copy with or without compilation of the training step}
     *
     * @param eagerly true to run each step uncompiled, for debugging
     */
    default S runEagerly(boolean eagerly) {
        return with("compile_run_eagerly", eagerly);
    }

    /**
     * {@return a copy with a number of steps per compiled call}
     *
     * @param steps the number, at least 1; the default is 1
     */
    default S stepsPerExecution(int steps) {
        return with("compile_steps_per_execution", steps);
    }

    /**
     * {@return a copy with or without XLA compilation}
     *
     * @param compile true to compile with XLA; Keras decides by default
     */
    default S jitCompile(boolean compile) {
        return with("compile_jit_compile", compile);
    }

    /**
     * {@return a copy with or without loss scaling in float16}
     *
     * @param scale true to scale the loss, which is the default
     */
    default S autoScaleLoss(boolean scale) {
        return with("compile_auto_scale_loss", scale);
    }

    /**
     * {@return a copy with a dtype policy}
     *
     * @param policy the types that layers compute with and store weights in; predictions are always float32
     */
    default S dtypePolicy(DTypePolicy policy) {
        Preconditions.notNull("Spec", "policy", policy);
        return with(DTypePolicyArgument.NAME, policy.toString());
    }
}
