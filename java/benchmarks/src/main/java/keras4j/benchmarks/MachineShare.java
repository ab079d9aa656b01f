package keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Share of the machine's computing time that other processes took, in Linux' clock ticks.
 *
 * @param total the ticks of all processors
 * @param busy those in which a processor worked, or was lent to another virtual machine
 * @param own those of this process, and of its children that have ended
 */
record MachineShare(long total, long busy, long own) {
    /** Share from which a measurement counts as disturbed. */
    static final double LIMIT = 0.05;

    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STOLEN = 7;

    /** Reads the ticks until now. */
    static MachineShare now() throws IOException {
        return of(Files.readAllLines(Path.of("/proc/stat")).get(0), Files.readString(Path.of("/proc/self/stat")));
    }

    /** Reads the first line of {@code /proc/stat}, and {@code /proc/self/stat}. */
    static MachineShare of(String machine, String process) {
        long[] states = numbers(machine.substring("cpu".length()));
        long total = Arrays.stream(states, 0, STOLEN + 1).sum();
        // The name of the process, in brackets, may contain spaces.
        String[] fields = process.substring(process.lastIndexOf(')') + 2).split(" ");
        long own = Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
        return new MachineShare(total, total - states[IDLE] - states[WAITING], own);
    }

    private static long[] numbers(String text) {
        return List.of(text.strip().split(" +")).stream()
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** Returns the share that others took since an earlier time. */
    double ofOthersSince(MachineShare earlier) {
        long elapsed = Math.max(1, total - earlier.total);
        long others = (busy - earlier.busy) - (own - earlier.own);
        return Math.max(0, (double) others / elapsed);
    }
}
