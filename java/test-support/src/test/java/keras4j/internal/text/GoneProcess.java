package keras4j.internal.text;

import java.util.stream.Stream;

/** Ended process, for tests of leftover files. */
public final class GoneProcess {
    private GoneProcess() {}

    /** Returns a process id that no process has. */
    public static long pid() {
        return Stream.iterate(4_000_000L, pid -> pid + 1)
                .filter(pid -> ProcessHandle.of(pid).isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
