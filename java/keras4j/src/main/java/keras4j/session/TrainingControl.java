package keras4j.session;

/** State of a running fit, which can also be stopped here. Any thread may use it. */
public final class TrainingControl {
    private volatile int epoch;
    private volatile int epochs;
    private volatile int batch;
    private volatile int batches;
    private volatile boolean stopped;

    /** Creates the state of a fit that has not started. */
    public TrainingControl() {}

    /** {@return the current or just finished epoch, from 1; 0 before the first} */
    public int epoch() {
        return epoch;
    }

    /** {@return the requested number of epochs} */
    public int epochs() {
        return epochs;
    }

    /** {@return the number of trained batches of this epoch} */
    public int batch() {
        return batch;
    }

    /** {@return the number of batches of the epoch; 0 if unknown} */
    public int batches() {
        return batches;
    }

    /** Ends the fit after the next batch, like a Keras callback: the weights learned so far are kept. */
    public void stop() {
        stopped = true;
    }

    /** {@return whether {@link #stop()} was called} */
    public boolean stopped() {
        return stopped;
    }

    /**
     * Records the start of training.
     *
     * @param epochs the requested number of epochs
     */
    public void begins(int epochs) {
        this.epochs = epochs;
    }

    /**
     * Records the start of an epoch.
     *
     * @param epoch the epoch, from 1
     */
    public void epochBegins(int epoch) {
        this.epoch = epoch;
        this.batch = 0;
    }

    /**
     * Records the end of a batch.
     *
     * @param batch the number of trained batches of this epoch
     * @param batches the number of batches of the epoch; 0 if unknown
     */
    public void trained(int batch, int batches) {
        this.batch = batch;
        this.batches = batches;
    }

    @Override
    public String toString() {
        return "Training epoch " + epoch + " of " + epochs + ", batch " + batch
                + (batches == 0 ? "" : " of " + batches);
    }
}
