package keras4j.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import keras4j.text.ProcessFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Arrays in a file that worker processes map into their memory: however many calls take them, they are handed over once.
 *
 * <p>The file lies in the folder for temporary files and goes when this is closed; calls that began before go on. What a process
 * left there that was killed goes when another starts a worker.
 */
public final class Shared implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shared.class);
    private static final int ALIGNMENT = 64;
    /** Those of processes elsewhere may be in use for as long as a search lasts. */
    private static final ProcessFiles FILES =
            new ProcessFiles(Path.of(System.getProperty("java.io.tmpdir")), "keras4j-arrays-", Duration.ofDays(7));

    private final Path file;
    private final List<Array> arrays;

    private Shared(Path file, List<Array> arrays) {
        this.file = file;
        this.arrays = List.copyOf(arrays);
    }

    /** Where an array lies: the byte of a file at which it begins. */
    record Place(Path file, long offset) {}

    /**
     * Copies arrays into a new file.
     *
     * @throws UncheckedIOException there is no room for it
     */
    public static Shared of(List<Array> arrays) {
        try {
            Path file = Files.createTempFile(FILES.folder(), FILES.own(), "");
            try {
                return new Shared(file, copied(arrays, file));
            } catch (IOException | RuntimeException failure) {
                Files.deleteIfExists(file);
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "Keras: the folder for temporary files must take what worker processes are given, got " + failure,
                    failure);
        }
    }

    /** Written, not stored through a mapping: a full disk is then an exception and not the end of the process. */
    private static List<Array> copied(List<Array> arrays, Path file) throws IOException {
        List<Array> copies = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long offset = 0;
            for (Array array : arrays) {
                long end = write(channel, array.memory(), offset);
                ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, offset, end - offset);
                copies.add(array.at(mapped, new Place(file, offset)));
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

    /** Removes what processes that are gone left behind, as far as that may be done. */
    static void sweep() {
        try {
            FILES.sweep();
        } catch (IOException anothers) {
            LOG.debug("Arrays of processes that are gone were left where they are: {}", anothers.getMessage());
        }
    }

    /** How many bytes they are. */
    public long bytes() {
        return arrays.stream().mapToLong(array -> array.memory().capacity()).sum();
    }

    /** The same arrays, read only, in the same order. */
    public List<Array> arrays() {
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
