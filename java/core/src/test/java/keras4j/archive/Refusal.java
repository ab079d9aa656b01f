package keras4j.archive;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.function.Executable;

/** What a refusal may cost: a second of computing and 200 MB, however large or deep the file says that it is. */
public final class Refusal {
    private static final long SECOND = 1_000_000_000;
    private static final long MOST_BYTES = 200L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Refusal() {}

    /** The refusal of a file, at once and for little memory. */
    public static ArchiveException of(Executable reading) {
        long allocated = allocated();
        long began = THREADS.getCurrentThreadCpuTime();
        ArchiveException refused = assertThrows(ArchiveException.class, reading);
        long took = THREADS.getCurrentThreadCpuTime() - began;
        long more = allocated() - allocated;
        assertTrue(took < SECOND, took + " ns");
        assertTrue(more < MOST_BYTES, more + " bytes");
        return refused;
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
