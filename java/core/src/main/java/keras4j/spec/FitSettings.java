package keras4j.spec;

import java.util.List;
import java.util.Map;
import keras4j.callback.Callback;
import keras4j.expr.Value;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Fit settings: the {@code fit_*} arguments of a spec.
 *
 * @param <S> the type that has the settings
 * @see <a href="https://keras.io/api/models/model_training_apis/#fit-method">keras.Model.fit</a>
 */
public sealed interface FitSettings<S> permits Spec, FineTuning {
    /**
     * {@return a copy with an argument set}
     *
     * @param name the argument's name
     * @param value null (Python's {@code None}), a boolean, a number, a string, a list, a map or a typed Keras
     *     value
     */
    S with(String name, @Nullable Object value);

    /**
     * {@return a copy with a batch size}
     *
     * @param rows the number of rows per step, at least 1; Keras' default is 32
     */
    default S batchSize(int rows) {
        return with("fit_batch_size", rows);
    }

    /**
     * {@return a copy with a number of epochs}
     *
     * @param epochs the number of passes over the data, at least 1; the default is 1
     */
    default S epochs(int epochs) {
        return with("fit_epochs", epochs);
    }

    /**
     * {@return a copy with a batch size to tune}
     *
     * @param rows a hyperparameter
     */
    default S batchSize(Value<Integer> rows) {
        Preconditions.notNull("Spec", "rows", rows);
        return with("fit_batch_size", rows);
    }

    /**
     * {@return a copy with a number of epochs to tune}
     *
     * @param epochs a hyperparameter
     */
    default S epochs(Value<Integer> epochs) {
        return with("fit_epochs", epochs);
    }

    /**
     * {@return a copy with callbacks}
     *
     * @param callbacks the callbacks, such as {@code Callbacks.earlyStopping()}
     */
    default S callbacks(Callback... callbacks) {
        Preconditions.array("Spec", "callbacks", callbacks);
        return with("fit_callbacks", List.of(callbacks));
    }

    /**
     * {@return a copy with a validation split}
     *
     * @param part the share of the rows kept for validation, at least 0 and below 1: the last rows, before
     *     shuffling
     */
    default S validationSplit(double part) {
        return with("fit_validation_split", part);
    }

    /**
     * {@return a copy with or without shuffling}
     *
     * @param shuffle true to shuffle rows before each epoch, which is the default
     */
    default S shuffle(boolean shuffle) {
        return with("fit_shuffle", shuffle);
    }

    /**
     * {@return a copy with class weights}
     *
     * @param weights the weights by the name of the level; a missing level has weight 1
     */
    default S classWeight(Map<String, Double> weights) {
        return with("fit_class_weight", Preconditions.entries("Spec", "weights", weights));
    }

    /**
     * {@return a copy with an initial epoch}
     *
     * @param epoch the epoch, from 0
     */
    default S initialEpoch(int epoch) {
        return with("fit_initial_epoch", epoch);
    }

    /**
     * {@return a copy with a number of steps per epoch}
     *
     * @param steps the number, at least 1; by default as many as the rows give
     */
    default S stepsPerEpoch(int steps) {
        return with("fit_steps_per_epoch", steps);
    }

    /**
     * {@return a copy with a number of validation steps}
     *
     * @param steps the number, at least 1; by default as many as the rows give
     */
    default S validationSteps(int steps) {
        return with("fit_validation_steps", steps);
    }

    /**
     * {@return a copy with a batch size for validation}
     *
     * @param rows the number of rows per step, at least 1; by default the batch size
     */
    default S validationBatchSize(int rows) {
        return with("fit_validation_batch_size", rows);
    }

    /**
     * {@return a copy with a validation frequency}
     *
     * @param epochs the number of epochs from one validation to the next, at least 1; the default is 1
     */
    default S validationFreq(int epochs) {
        return with("fit_validation_freq", epochs);
    }

    /**
     * {@return a copy with a verbosity}
     *
     * @param verbose 0 for no output (the default), 1 for a progress bar, 2 for one line per epoch
     */
    default S verbose(int verbose) {
        return with("fit_verbose", verbose);
    }
}
