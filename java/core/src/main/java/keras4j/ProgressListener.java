package keras4j;

import java.util.Map;

/**
 * Hears how a fit goes on; called on the thread that trains, so it must be quick and may not fit.
 *
 * <p>An exception that it throws stops the fit at that batch and comes out of {@code fit} as itself.
 */
public interface ProgressListener {
    /**
     * An epoch has ended.
     *
     * @param epoch its number, from 1
     * @param epochs how many were asked for
     * @param metrics the loss and the metrics, those of the validation rows under {@code val_...}
     */
    default void onEpoch(int epoch, int epochs, Map<String, Double> metrics) {}

    /**
     * A batch has been trained.
     *
     * @param batch its number in this epoch, from 1
     * @param batches how many the epoch has; 0 when that is not known
     */
    default void onBatch(int batch, int batches) {}
}
