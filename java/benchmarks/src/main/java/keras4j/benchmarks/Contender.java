package keras4j.benchmarks;

import java.nio.FloatBuffer;
import java.util.function.DoubleConsumer;
import keras4j.data.Tensor;

/** Library that trains or serves the benchmark network in a process of its own. */
interface Contender extends AutoCloseable {
    /** Writes the model in this library's own format, from the files that exist already. */
    default void export(ContenderFiles files) throws Exception {}

    /** Trains a new network on all rows for one epoch, and passes on the epoch's mean loss as soon as it has ended. */
    default void train(ContenderFiles files, DoubleConsumer onEpochEnd) throws Exception {
        throw new UnsupportedOperationException(getClass().getSimpleName() + ": this library does not train");
    }

    /** Loads the kept model. */
    void load(ContenderFiles files) throws Exception;

    /** Returns the ten probabilities of a row; any number of threads may call it. */
    float[] predict(float[] row);

    /** Returns the probabilities of many rows, computed by one call. */
    FloatBuffer predict(Tensor rows);

    @Override
    default void close() {}
}
