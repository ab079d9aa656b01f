package keras4j.spec;

import java.util.List;
import java.util.Map;
import keras4j.callback.Callback;
import keras4j.expr.Value;
import org.jspecify.annotations.Nullable;

/**
 * How a model is fitted: the {@code fit_*} arguments of a spec.
 *
 * @param <S> what the settings belong to
 * @see <a href="https://keras.io/api/models/model_training_apis/#fit-method">keras.Model.fit</a>
 */
public sealed interface FitSettings<S> permits Spec, FineTuning {
    /** The same with an argument set by its name. */
    S with(String name, @Nullable Object value);

    /** How many rows go into one step, at least 1; Keras' default is 32. */
    default S batchSize(int rows) {
        return with("fit_batch_size", rows);
    }

    /** How many times the data are gone through, at least 1; the default is 1. */
    default S epochs(int epochs) {
        return with("fit_epochs", epochs);
    }

    /** A number of rows a step that is not chosen yet. */
    default S batchSize(Value<Integer> rows) {
        return with("fit_batch_size", rows);
    }

    /** A number of epochs that is not chosen yet. */
    default S epochs(Value<Integer> epochs) {
        return with("fit_epochs", epochs);
    }

    /** What is called while the model is fitted, such as {@code Callbacks.earlyStopping()}. */
    default S callbacks(Callback... callbacks) {
        return with("fit_callbacks", List.of(callbacks));
    }

    /** The part of the rows, at least 0 and below 1, that is kept for validation: the last ones, before shuffling. */
    default S validationSplit(double part) {
        return with("fit_validation_split", part);
    }

    /** Whether rows are shuffled before each epoch; they are by default. */
    default S shuffle(boolean shuffle) {
        return with("fit_shuffle", shuffle);
    }

    /** How much each class counts, by the name of its level; a level that is not named counts 1. */
    default S classWeight(Map<String, Double> weights) {
        return with("fit_class_weight", weights);
    }

    /** The epoch, from 0, at which to start. */
    default S initialEpoch(int epoch) {
        return with("fit_initial_epoch", epoch);
    }

    /** How many steps make an epoch, at least 1; by default as many as the rows give. */
    default S stepsPerEpoch(int steps) {
        return with("fit_steps_per_epoch", steps);
    }

    /** How many steps validate, at least 1; by default as many as the rows give. */
    default S validationSteps(int steps) {
        return with("fit_validation_steps", steps);
    }

    /** How many rows go into one step of validation, at least 1; by default the batch size. */
    default S validationBatchSize(int rows) {
        return with("fit_validation_batch_size", rows);
    }

    /** How many epochs pass from one validation to the next, at least 1; the default is 1. */
    default S validationFreq(int epochs) {
        return with("fit_validation_freq", epochs);
    }

    /** What Keras prints: 0 nothing (the default), 1 a bar, 2 a line an epoch. */
    default S verbose(int verbose) {
        return with("fit_verbose", verbose);
    }
}
