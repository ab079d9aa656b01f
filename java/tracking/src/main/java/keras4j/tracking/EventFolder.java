package keras4j.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import keras4j.internal.text.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folder of a run with event files. Scalars of a fit are named as by Keras' callback: {@code epoch_loss}, in the folders
 * {@code train} and {@code validation}.
 */
final class EventFolder implements RunLog {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.tensorboard");
    private static final String VALIDATION = "val_";

    private final Path folder;
    private final AtomicBoolean warned;
    private final Map<Path, EventFile> files = new HashMap<>();

    EventFolder(Path folder) {
        this(folder, new AtomicBoolean());
    }

    private EventFolder(Path folder, AtomicBoolean warned) {
        this.folder = folder;
        this.warned = warned;
    }

    /** Returns a folder in this one; its name has the parameters, of which event files of scalars have none. */
    @Override
    public RunLog child(String name, Map<String, String> parameters) {
        return new EventFolder(folder.resolve(name.replaceAll("[^A-Za-z0-9_\\-.,=]+", "_")), warned);
    }

    @Override
    public void begin() {}

    @Override
    public void epoch(int epoch, Map<String, Double> logs) {
        Map<String, Double> train = new LinkedHashMap<>();
        Map<String, Double> validation = new LinkedHashMap<>();
        logs.forEach((name, value) -> {
            if (name.startsWith(VALIDATION)) {
                validation.put("epoch_" + name.substring(VALIDATION.length()), value);
            } else {
                train.put("epoch_" + name, value);
            }
        });
        // Keras counts them from 0 there.
        write(folder.resolve("train"), epoch - 1L, train);
        write(folder.resolve("validation"), epoch - 1L, validation);
    }

    @Override
    public void end() {}

    @Override
    public void metrics(long step, Map<String, Double> values) {
        write(folder, step, values);
    }

    /** Ignored: a failed trial has no scalars. */
    @Override
    public void failure(String reason) {}

    private synchronized void write(Path to, long step, Map<String, Double> scalars) {
        if (scalars.isEmpty()) {
            return;
        }
        try {
            EventFile file = files.get(to);
            if (file == null) {
                file = EventFile.create(to);
                files.put(to, file);
            }
            file.scalars(step, scalars);
        } catch (IOException failure) {
            if (!warned.getAndSet(true)) {
                LOG.warn("TensorBoard: folder {} cannot be written: {}", Quoted.file(to), Quoted.file(failure));
            }
        }
    }

    @Override
    public String toString() {
        return "TensorBoard in " + folder;
    }
}
