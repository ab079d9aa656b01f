package keras4j;

/** A fit that is under way: how far it has come, and the way to end it. */
public final class Training {
    private volatile int epoch;
    private volatile int epochs;
    private volatile int batch;
    private volatile int batches;
    private volatile boolean stopped;

    Training() {}

    /** The epoch that runs, or that has just ended, from 1; 0 before the first. */
    public int epoch() {
        return epoch;
    }

    /** How many epochs were asked for. */
    public int epochs() {
        return epochs;
    }

    /** How many batches of this epoch are trained. */
    public int batch() {
        return batch;
    }

    /** How many batches the epoch has; 0 where that is not known. */
    public int batches() {
        return batches;
    }

    /** Ends the fit after the next batch, as a callback of Keras' would: what was learned is kept. Any thread may ask. */
    public void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    void begins(int epochs) {
        this.epochs = epochs;
    }

    void epochBegins(int epoch) {
        this.epoch = epoch;
        this.batch = 0;
    }

    void trained(int batch, int batches) {
        this.batch = batch;
        this.batches = batches;
    }

    @Override
    public String toString() {
        return "Training epoch " + epoch + " of " + epochs + ", batch " + batch
                + (batches == 0 ? "" : " of " + batches);
    }
}
