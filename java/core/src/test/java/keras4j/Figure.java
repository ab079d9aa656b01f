package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code docs/reliability.md} that faults make: how many cases there are, so that none can vanish, in the build and,
 * where that takes longer, in the profile {@code reliability}, which writes what it has seen to {@code target/reliability.json}.
 */
public enum Figure {
    MISTAKES(
            194,
            194,
            "mistakes of a user refused, each in its words, before Python is called; the models are right afterwards"),
    KILLED_SAVES(
            16,
            200,
            "saves killed in the middle, over a file or of a new one: it is as it was or the new one, whole, and nothing is left"
                    + " after the next save"),
    DISK_FAULTS(
            104,
            104,
            "steps of a save, over a file or of a new one, at which the disk fails, once or for good: the file is whole, and the"
                    + " next save is right"),
    INVALIDATIONS(
            17,
            1_700,
            "live models that come to harm in Python, in 17 ways: predictions and scores the same to the bit"),
    STORM(3_200, 64_000, "predictions by 64 threads at once, while live models are evicted at random, that are right"),
    WORKER_FAULTS(
            18,
            18,
            "ways in which a worker process ends, hangs or talks nonsense: its caller is told, and the next call is answered"),
    FAULT_POINTS(
            48,
            960,
            "faults at 48 points of this process: their caller is told, nothing hangs, and the next call is right"),
    ROUNDS(200, 1_000, "fits and restorations after which neither memory nor Python's objects have grown"),
    CYCLES(40, 1_000, "times saved, loaded and restored: predictions and files the same to the bit, memory flat"),
    SOAK(
            5,
            1_800,
            "seconds of fits, predictions, evictions, saves and evaluations: numbers the same to the bit, memory flat in the last"
                    + " third"),
    MUTANTS_OPENED(
            2_000,
            20_000,
            "mutants of genuine weights that are refused, or that h5py opens, as they are and written anew, without a crash or a hang"),
    WORKER_FITS(
            25,
            500,
            "fits of a search, one by one in one worker process: its memory at the end at most 1.1 times that after a fifth of"
                    + " them, in a build 200 MB more"),
    SEEDS(
            4,
            40,
            "fits of one seed, again, amid predictions and restorations, after a restoration and in a process of their own: the"
                    + " same weights to the bit"),
    TWO_WRITERS(200, 4_000, "saves of one file by two JVMs at once, and every reader sees a whole one");

    private static final @Nullable String FILE = System.getProperty("keras4j.reliability");
    private static final JsonMapper JSON = new JsonMapper();

    private final int quick;
    private final int full;
    private final String row;

    Figure(int quick, int full, String row) {
        this.quick = quick;
        this.full = full;
        this.row = row;
    }

    /** Whether this is the profile. */
    static boolean isFull() {
        return FILE != null;
    }

    /** How many cases there are to be. */
    public int count() {
        return FILE == null ? quick : full;
    }

    /** What the row in the document begins with: what it is about, how many cases there are, and how many in a build. */
    String row() {
        return String.format(Locale.ROOT, "| %s | %,d | %,d |", row, full, quick);
    }

    /** All cases came out right: as many as there must be. */
    public void is(long right) {
        assertEquals(count(), right, row);
        write(Long.toString(right));
    }

    /** Writes what was seen, in the profile. */
    public void write(String seen) {
        if (FILE != null) {
            File file = new File(FILE);
            file.getAbsoluteFile().getParentFile().mkdirs();
            // Tests run in two processes.
            try (FileChannel turn = FileChannel.open(
                            Path.of(FILE + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock mine = turn.lock()) {
                assertTrue(mine.isValid());
                ObjectNode all = file.exists() ? (ObjectNode) JSON.readTree(file) : JSON.createObjectNode();
                all.withObjectProperty(row).put(System.getProperty("keras4j.backend", "java"), seen);
                JSON.writerWithDefaultPrettyPrinter().writeValue(file, all);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
