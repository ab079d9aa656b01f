package keras4j.internal.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Limits on the memory of this process: on its address space ({@code ulimit -v}) and of its control group. */
public final class MemoryLimits {
    private static final long PAGE_BYTES = 4096;
    /** Bytes of address space that Keras maps, as measured, rounded up. */
    private static final long MAPPED_BYTES_JAX = 2L << 30;

    private static final long MAPPED_BYTES_TENSORFLOW = 5L << 29;
    /** Bytes of memory that Keras and a small fit use, as measured, rounded up. */
    private static final long USED_BYTES_JAX = 400L << 20;

    private static final long USED_BYTES_TENSORFLOW = 600L << 20;

    private final Path root;

    MemoryLimits(Path root) {
        this.root = root;
    }

    /**
     * Checks that the limits leave room for Keras, which otherwise fails late, by being killed or with {@code bad_alloc}.
     *
     * @param backend {@code jax} or {@code tensorflow}
     * @param ownProcess whether Python gets an address space of its own
     */
    public static void check(String backend, boolean ownProcess) {
        new MemoryLimits(Path.of("/")).require(backend, ownProcess);
    }

    void require(String backend, boolean ownProcess) {
        boolean jax = backend.equals("jax");
        List<Long> pages = numbers(lines("proc/self/statm"));
        long mapped = ownProcess ? 0 : pages.get(0) * PAGE_BYTES;
        long needed = jax ? MAPPED_BYTES_JAX : MAPPED_BYTES_TENSORFLOW;
        long space = addressSpace();
        if (space < mapped + needed) {
            throw EnvironmentProblems.addressSpace(backend, space, needed, mapped);
        }
        long resident = pages.get(1) * PAGE_BYTES;
        long used = jax ? USED_BYTES_JAX : USED_BYTES_TENSORFLOW;
        long group = controlGroup();
        if (group < resident + used) {
            throw EnvironmentProblems.controlGroup(backend, group, used, resident);
        }
    }

    /** Returns the limit on the address space in bytes. */
    private long addressSpace() {
        return lines("proc/self/limits").stream()
                .filter(line -> line.startsWith("Max address space"))
                .map(line -> line.split(" {2,}", -1)[1])
                .mapToLong(MemoryLimits::limit)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** Returns the smallest memory limit of the control groups of this process, version 1 or 2, in bytes. */
    private long controlGroup() {
        return lines("proc/self/cgroup").stream()
                .flatMapToLong(line -> limits(line.split(":", 3)))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private LongStream limits(String[] group) {
        if (group[1].isEmpty()) {
            return limits("sys/fs/cgroup", group[2], "memory.max");
        }
        return Arrays.asList(group[1].split(",", -1)).contains("memory")
                ? limits("sys/fs/cgroup/memory", group[2], "memory.limit_in_bytes")
                : LongStream.empty();
    }

    /** Returns the limits of a group and of those above it; inside a container only the topmost may be visible. */
    private LongStream limits(String tree, String group, String file) {
        LongStream.Builder limits = LongStream.builder();
        for (Path at = Path.of(group); at != null; at = at.getParent()) {
            lines(tree + at + "/" + file).stream()
                    .mapToLong(MemoryLimits::limit)
                    .forEach(limits);
        }
        return limits.build();
    }

    private static long limit(String text) {
        return number(text).orElse(Long.MAX_VALUE);
    }

    private static List<Long> numbers(List<String> lines) {
        return Arrays.stream(lines.get(0).split(" ", -1)).map(Long::valueOf).toList();
    }

    private static OptionalLong number(String text) {
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private List<String> lines(String file) {
        try {
            Path path = root.resolve(file);
            return Files.isReadable(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return "Memory limits below " + root;
    }
}
