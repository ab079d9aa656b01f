package keras4j.text;

import java.util.stream.Stream;

/** A process that is no more, for tests of what such leave behind. */
public final class GoneProcess {
    private GoneProcess() {}

    /** A number that no process has. */
    public static long pid() {
        return Stream.iterate(4_000_000L, pid -> pid + 1)
                .filter(pid -> ProcessHandle.of(pid).isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
