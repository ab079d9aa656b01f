package keras4j;

import java.util.Map;

/**
 * Hears how a fit goes on, and may end it: a callback in Java. It is called on the thread that trains, so it must be quick; it
 * may predict, and may not fit.
 *
 * <p>An exception that it throws stops the fit and comes out of {@code fit} as itself. {@link Training#stop()} ends the fit and
 * keeps what was learned.
 *
 * @see <a href="https://keras.io/api/callbacks/base_callback/">Keras' callbacks</a>
 */
public interface ProgressListener {
    /** Training is about to begin. */
    default void onTrainBegin(Training training) {}

    /** An epoch is about to begin. */
    default void onEpochBegin(Training training) {}

    /** One more batch has been trained; it costs nothing to hear this, and nothing is known of the batch but its number. */
    default void onProgress(Training training) {}

    /**
     * After how many batches {@link #onBatchEnd} is called; 0, the default, for never. Where it is called at all, Keras waits
     * for the numbers of every batch, which slows small batches down.
     */
    default int batchInterval() {
        return 0;
    }

    /**
     * A batch has been trained.
     *
     * @param logs the loss and the metrics so far in this epoch
     */
    default void onBatchEnd(Training training, Map<String, Double> logs) {}

    /**
     * An epoch has ended.
     *
     * @param logs the loss and the metrics, those of the validation rows under {@code val_...}; a metric of several numbers as
     *     {@code name.0}, {@code name.1} and so on
     */
    default void onEpochEnd(Training training, Map<String, Double> logs) {}

    /** Training has ended: the last epoch is over, or a callback or {@link Training#stop()} ended it. */
    default void onTrainEnd(Training training) {}

    /** The networks of a search have been built, before anything is trained; called on the thread that waits for the search. */
    default void onPreflight(Preflight preflight) {}

    /** A task of a search has ended; called on the thread that waits for the search. */
    default void onSearch(keras4j.tune.Progress progress) {}
}
