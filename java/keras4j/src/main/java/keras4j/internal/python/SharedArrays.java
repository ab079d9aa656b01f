package keras4j.internal.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import keras4j.internal.files.ProcessFiles;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Arrays in a file that worker processes map into memory, so that any number of calls share one copy.
 *
 * <p>The file lies in the folder for temporary files and is deleted on close; calls that began before are not affected.
 * The next process that starts a worker deletes the files of killed processes.
 */
public final class SharedArrays implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    private static final int ALIGNMENT = 64;
    /** Files of all workers; those of other machines or containers may be in use for as long as a search lasts. */
    private static final ProcessFiles FILES =
            new ProcessFiles(Path.of(System.getProperty("java.io.tmpdir")), "keras4j-arrays-", Duration.ofDays(7));

    private final Path file;
    private final List<PythonArray> arrays;

    private SharedArrays(Path file, List<PythonArray> arrays) {
        this.file = file;
        this.arrays = List.copyOf(arrays);
    }

    /** Location of an array: a file and the byte offset in it. */
    record Place(Path file, long offset) {}

    /**
     * Copies arrays into a new file.
     *
     * @throws UncheckedIOException there is no room for it
     * @throws StoppedException the calling thread was interrupted
     */
    public static SharedArrays of(List<PythonArray> arrays) {
        try {
            Path file = Files.createTempFile(FILES.folder(), FILES.own(), "");
            try {
                return new SharedArrays(file, copied(arrays, file));
            } catch (IOException | RuntimeException failure) {
                Files.deleteIfExists(file);
                throw failure;
            }
        } catch (ClosedByInterruptException interrupted) {
            throw new StoppedException(Reason.INTERRUPTED, "Keras: interrupted before the arrays were handed over");
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "Keras: the folder for temporary files must have room for the arrays of worker processes, got "
                            + failure,
                    failure);
        }
    }

    /**
     * Copies the arrays by writing, not through a mapping: a full disk then raises an exception instead of killing the
     * process, and a deleted file keeps no space on the disk in this process.
     */
    private static List<PythonArray> copied(List<PythonArray> arrays, Path file) throws IOException {
        List<PythonArray> copies = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long offset = 0;
            for (PythonArray array : arrays) {
                long end = write(channel, array.memory(), offset);
                copies.add(array.at(new Place(file, offset)));
                offset = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            }
        }
        return copies;
    }

    private static long write(FileChannel channel, ByteBuffer memory, long offset) throws IOException {
        long at = offset;
        while (memory.hasRemaining()) {
            at += channel.write(memory, at);
        }
        return at;
    }

    /** Deletes the files of processes that have ended, as far as permissions allow. */
    static void sweep() {
        try {
            FILES.sweep();
        } catch (IOException anothers) {
            LOG.debug("Arrays of ended processes could not be deleted: {}", anothers.getMessage());
        }
    }

    /** Returns the total size of the arrays in bytes. */
    public long bytes() {
        return arrays.stream().mapToLong(PythonArray::bytes).sum();
    }

    /** Returns the arrays, as places in the file, in the same order. */
    public List<PythonArray> arrays() {
        return arrays;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return "Shared " + arrays;
    }
}
