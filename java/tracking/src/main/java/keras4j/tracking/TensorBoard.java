package keras4j.tracking;

import java.nio.file.Path;
import keras4j.internal.text.Preconditions;

/**
 * Listener that writes event files for TensorBoard, on either backend and without TensorFlow: the metrics of each
 * epoch, named as by Keras' callback, and a folder for each candidate of a search with its scores.
 *
 * <p>Use one folder for one fit or search. A disk that fails costs a warning.
 *
 * @see <a href="https://www.tensorflow.org/tensorboard">TensorBoard</a>
 */
public final class TensorBoard extends RunListener {
    private final EventFolder log;

    private TensorBoard(EventFolder log) {
        super(log);
        this.log = log;
    }

    /**
     * {@return a listener that writes into a folder}
     *
     * @param folder the folder of the run, which is created when it is needed, such as {@code logs/run-1}
     */
    public static TensorBoard in(Path folder) {
        return new TensorBoard(new EventFolder(Preconditions.notNull("TensorBoard", "folder", folder)));
    }

    @Override
    public String toString() {
        return log.toString();
    }
}
