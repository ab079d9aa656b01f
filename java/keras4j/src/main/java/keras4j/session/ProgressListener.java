package keras4j.session;

import java.util.Map;

/**
 * Listener to the progress of a fit, which may also end it: a callback in Java. It is called on the training thread, so
 * it must be quick; it may predict but not fit.
 *
 * <p>An exception of the listener stops the fit and is rethrown unchanged. {@link TrainingControl#stop()} ends the fit
 * and keeps the weights learned so far.
 *
 * @see <a href="https://keras.io/api/callbacks/base_callback/">Keras' callbacks</a>
 */
public interface ProgressListener {
    /**
     * Receives the start of training.
     *
     * @param training the state of the fit
     */
    default void onTrainBegin(TrainingControl training) {}

    /**
     * Receives the start of an epoch.
     *
     * @param training the state of the fit
     */
    default void onEpochBegin(TrainingControl training) {}

    /**
     * Receives the end of a batch without its metrics; unlike {@link #onBatchEnd}, this costs nothing.
     *
     * @param training the state of the fit
     */
    default void onProgress(TrainingControl training) {}

    /**
     * Returns the number of batches between calls of {@link #onBatchEnd}. With any but 0, Keras waits for the metrics
     * of every batch, which slows small batches down.
     *
     * @return the number of batches; 0, the default, for no calls
     */
    default int batchInterval() {
        return 0;
    }

    /**
     * Receives the end of a batch.
     *
     * @param training the state of the fit
     * @param logs the loss and the metrics so far in this epoch
     */
    default void onBatchEnd(TrainingControl training, Map<String, Double> logs) {}

    /**
     * Receives the end of an epoch.
     *
     * @param training the state of the fit
     * @param logs the loss and the metrics, those of the validation rows under {@code val_...}; a metric with several
     *     values as {@code name.0}, {@code name.1} and so on
     */
    default void onEpochEnd(TrainingControl training, Map<String, Double> logs) {}

    /**
     * Receives the end of training, after the last epoch or by a callback or {@link TrainingControl#stop()}.
     *
     * @param training the state of the fit
     */
    default void onTrainEnd(TrainingControl training) {}

    /**
     * Receives the progress of a verb that has stages: the folds of {@code conformal}, each with its own fit, and
     * {@code load}; called on the thread that waits for the verb.
     *
     * @param name the name of a stage, such as {@code fold}
     * @param done the number of stages that are done
     * @param all the number of all stages
     */
    default void onStage(String name, int done, int all) {}

    /**
     * Receives the result of building the networks of a search, before training; called on the thread that waits for
     * the search.
     *
     * @param preflight the checks
     */
    default void onPreflight(Preflight preflight) {}

    /**
     * Receives the end of a task of a search; called on the thread that waits for the search.
     *
     * @param progress the progress of the search
     */
    default void onSearch(keras4j.tune.SearchProgress progress) {}
}
