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
public enum ReliabilityFigure {
    MISTAKES(
            194,
            194,
            "user mistakes rejected with the right message before Python is called; the models are correct afterwards"),
    BAD_ARGUMENTS(
            19_000,
            19_000,
            "calls of public methods with a bad argument, at least: accepted, or refused in keras4j's own words"),
    KILLED_SAVES(
            16,
            200,
            "saves of a new or an existing file, killed midway: the file is the old or the new one, complete; no"
                    + " temporary files after the next save"),
    DISK_FAULTS(
            112,
            112,
            "steps of a save at which the disk fails, once or permanently: the file is complete, and the next save"
                    + " succeeds"),
    FULL_DISKS(
            245,
            245,
            "steps at which the disk is full, of each verb that writes files: nothing is left, what was there is"
                    + " unchanged, and the verb succeeds once there is room"),
    SWEEPS(20, 100, "sweeps of a folder that others change meanwhile into links: no file elsewhere is deleted"),
    INVALIDATIONS(17, 1_700, "live models damaged in Python, in 17 ways: predictions and scores are bit-identical"),
    STORM(3_200, 64_000, "correct predictions by 64 concurrent threads, while live models are evicted at random"),
    LEAVING_CALLERS(
            3_200,
            64_000,
            "calls by 64 concurrent threads, a quarter with deadlines of milliseconds and a quarter interrupted, while"
                    + " live models are evicted at random: the right answer or the caller's own exception"),
    WAITS(
            116,
            1_160,
            "verbs with a deadline or an interrupt, in this process and in a separate one, while all of Python is"
                    + " busy: their callers return within 2 seconds of it, all other callers get their answers"),
    WORKER_WAITS(
            108,
            2_160,
            "the same while the separate process is stopped, or while a new one starts: their callers return within 2"
                    + " seconds, and every verb works afterwards"),
    STOPPED_WORKERS(
            27,
            27,
            "verbs without a deadline whose process is stopped by SIGSTOP: a `WorkerDiedException` after the silence,"
                    + " and the next call succeeds"),
    KILLED_SEARCHES(
            8,
            200,
            "kills of the process that runs a search of trials computed in Java: resumed from its journal, it ends"
                    + " with the table of an uninterrupted one"),
    WORKER_FAULTS(
            18,
            18,
            "ways in which a worker process ends, hangs or sends invalid data: its caller gets an exception, and"
                    + " the next call succeeds"),
    FAULT_POINTS(
            48,
            960,
            "faults at 48 points of this process: the caller gets an exception, nothing hangs, and the next call"
                    + " succeeds"),
    DRAINED(
            2_000,
            2_000,
            "requests in flight in a server that is terminated, with Python in-process and in a separate process: answered"
                    + " with the right number"),
    ROUNDS(
            25,
            200,
            1_000,
            "fits and restorations after which neither memory nor the number of Python objects has grown"),
    ARCHITECTURES(
            12, 300, 300, "fits of different architectures, each released: memory never grows by more than 176 MB"),
    CYCLES(
            40,
            1_000,
            "cycles of save, load and restoration: predictions and files are bit-identical, memory is constant"),
    SOAK(
            5,
            1_800,
            "seconds of fits, predictions, evictions, saves and evaluations: numbers are bit-identical, memory is"
                    + " constant in the last third"),
    MUTANTS_OPENED(
            2_000,
            20_000,
            "mutants of genuine weights that are rejected, or that h5py opens, original and rewritten, without a"
                    + " crash or a hang"),
    WORKER_FITS(
            15,
            500,
            "sequential fits of a search in one worker process: its final memory is at most 1.1 times that after a"
                    + " fifth of them, or 200 MB more in a build"),
    SEEDS(
            4,
            40,
            "fits with one seed, repeated, during predictions and restorations, after a restoration and in a"
                    + " separate process: bit-identical weights"),
    ZOO(
            27,
            162,
            "genuine files in the shapes of Keras' own examples, kept and loaded with the predictions of plain Keras"
                    + " within 1e-6"),
    ZOO_OF_TEXTS(
            14,
            14,
            "genuine files of networks of texts: the predictions of plain Keras within 1e-6 on TensorFlow, refused on JAX"
                    + " with the setting that helps"),
    OLDER_ZOO(
            70,
            358,
            "genuine files that Keras 3.0 to 3.14 saved, loaded with the predictions of those versions within 1e-6"),
    TWO_WRITERS(200, 4_000, "concurrent saves of one file by two JVMs; every reader sees a complete file");

    private static final @Nullable String FILE = System.getProperty("keras4j.reliability");
    private static final boolean THOROUGH = Boolean.getBoolean("keras4j.full");
    private static final JsonMapper JSON = new JsonMapper();

    private final int quick;
    private final int thorough;
    private final int full;
    private final String row;

    ReliabilityFigure(int quick, int full, String row) {
        this(quick, quick, full, row);
    }

    /** One of which a build with {@code -Pfull} has more cases. */
    ReliabilityFigure(int quick, int thorough, int full, String row) {
        this.quick = quick;
        this.thorough = thorough;
        this.full = full;
        this.row = row;
    }

    /** Returns whether the profile {@code reliability} runs. */
    static boolean isFull() {
        return FILE != null;
    }

    /** Returns whether this is a build with {@code -Pfull}. */
    static boolean isThorough() {
        return THOROUGH;
    }

    /** Returns the expected number of cases. */
    public int count() {
        int build = THOROUGH ? thorough : quick;
        return FILE == null ? build : full;
    }

    /** Returns the start of the document's row: its subject, the number of cases, and the number in a build. */
    String row() {
        return String.format(Locale.ROOT, "| %s | %,d | %,d |", row, full, quick);
    }

    /** All cases came out right: as many as there must be. */
    public void is(long right) {
        assertEquals(count(), right, row);
        write(Long.toString(right));
    }

    /** All cases came out right, and they are as many as there must be, or more. */
    public void isAtLeast(long right) {
        assertTrue(right >= count(), () -> row + ": " + right);
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
