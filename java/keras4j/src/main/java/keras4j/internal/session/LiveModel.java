package keras4j.internal.session;

import keras4j.internal.python.CompiledModel;

/**
 * Live model in Python.
 *
 * @param id its number there
 * @param predictor its compiled forward pass
 * @param size its size in memory in bytes, for the limit of the cache
 */
public record LiveModel(long id, CompiledModel predictor, long size) {
    /** Bytes that a live model takes beside its numbers, for its objects and compiled programs: as measured, rounded up. */
    private static final long OVERHEAD_BYTES = 4L << 20;

    /**
     * Returns the approximate size in memory of a live model.
     *
     * @param bytes the size of its {@code .keras} bytes; its weights are held twice, by the model and by its predictor
     */
    public static long size(long bytes) {
        return OVERHEAD_BYTES + 2 * bytes;
    }
}
