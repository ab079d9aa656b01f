package keras4j.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Timing of calls, and the memory of the process. */
final class Timing {
    private Timing() {}

    /** Calls again and again for a time; how long each call took, in nanoseconds, sorted. */
    static long[] durations(double seconds, Runnable call) {
        long[] taken = new long[1 << 16];
        int calls = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (calls < 2 || System.nanoTime() < end) {
            if (calls == taken.length) {
                taken = Arrays.copyOf(taken, 2 * calls);
            }
            long start = System.nanoTime();
            call.run();
            taken[calls++] = System.nanoTime() - start;
        }
        long[] sorted = Arrays.copyOf(taken, calls);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Minimum, median and 99th percentile of sorted nanoseconds, in microseconds. */
    static ObjectNode spread(long[] taken) {
        int last = taken.length - 1;
        return JsonNodeFactory.instance
                .objectNode()
                .put("min_us", taken[0] / 1e3)
                .put("p50_us", taken[last / 2] / 1e3)
                .put("p99_us", taken[(int) (last * 99L / 100)] / 1e3)
                .put("calls", taken.length);
    }

    /** The processor time that this process has used, over all threads. */
    static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /** The most memory that this process has held (VmHWM). */
    static double peakMemoryMb() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(text -> text.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }
}
