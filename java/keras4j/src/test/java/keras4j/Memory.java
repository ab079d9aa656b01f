package keras4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import keras4j.internal.python.PythonTrial;

/** Memory of this process and number of its Python's objects, over time. */
final class Memory {
    private static final int PAGE = 4096;
    /**
     * Program that counts the objects of Python's collector after a collection. For each model with metrics Keras on
     * JAX leaves a weak reference to what is no more, in plain Python, too.
     */
    private static final String OBJECTS = """
            import gc
            import weakref

            gc.collect()
            gc.collect()
            everything = gc.get_objects()
            result = gc.get_freeze_count() + len(everything) - len([each for each in everything if type(each) is weakref.ref and each() is None])
            """;

    private final List<Mark> marks = new ArrayList<>();

    /** Bytes of memory without Java's heap and of that, Python's objects, open files, threads. */
    private record Mark(long memory, long heap, long objects, long files, int threads) {
        @Override
        public String toString() {
            return memory / 1_000_000 + " MB beside a heap of " + heap / 1_000_000 + " MB, " + objects + " objects, "
                    + files + " files, " + threads + " threads";
        }
    }

    void mark() throws IOException {
        System.gc();
        long objects = PythonTrial.run(OBJECTS).asLong();
        long pages =
                Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
        long heap = Runtime.getRuntime().totalMemory();
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            marks.add(new Mark(pages * PAGE - heap, heap, objects, files.count(), Thread.activeCount()));
        }
    }

    /** From the first to the last mark memory grew by less than some bytes, and nothing else by much. */
    void assertFlat(long bytes) {
        Mark first = marks.get(0);
        Mark last = marks.get(marks.size() - 1);
        assertTrue(last.objects - first.objects < first.objects / 200, "objects: " + marks);
        assertTrue(last.files - first.files < 10, "files: " + marks);
        assertTrue(last.threads - first.threads < 10, "threads: " + marks);
        assertTrue(last.memory - first.memory < bytes, "memory: " + marks);
    }

    /** At no mark memory was larger than at the first one by some bytes. */
    void assertNeverMore(long bytes) {
        long most = marks.stream().mapToLong(Mark::memory).max().orElseThrow();
        assertTrue(most - marks.get(0).memory < bytes, "memory: " + marks);
    }

    /** Memory was smaller at the last mark than at the first one by some bytes. */
    void assertLess(long bytes) {
        assertTrue(marks.get(0).memory - marks.get(marks.size() - 1).memory > bytes, "memory: " + marks);
    }

    /** Returns the growth of memory from the first to the last mark. */
    String growth() {
        return (marks.get(marks.size() - 1).memory - marks.get(0).memory) / 1_000_000 + " MB";
    }

    @Override
    public String toString() {
        long most = marks.stream().mapToLong(Mark::memory).max().orElseThrow() - marks.get(0).memory;
        return most / 1_000_000 + " MB more at the most, " + growth() + " at the end";
    }
}
