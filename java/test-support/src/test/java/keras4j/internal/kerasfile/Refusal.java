package keras4j.internal.kerasfile;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import keras4j.archive.ArchiveException;
import org.junit.jupiter.api.function.Executable;

/**
 * Limits on the cost of a refusal: a second of CPU time and 200 MB, regardless of the size or depth that the file
 * claims.
 */
public final class Refusal {
    private static final long SECOND = 1_000_000_000;
    private static final long MAX_BYTES = 200L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Refusal() {}

    /** Returns the refusal of a file and checks that it takes little time and memory. */
    public static ArchiveException of(Executable reading) {
        long allocated = allocated();
        long began = THREADS.getCurrentThreadCpuTime();
        ArchiveException refused = assertThrows(ArchiveException.class, reading);
        long took = THREADS.getCurrentThreadCpuTime() - began;
        long more = allocated() - allocated;
        assertTrue(took < SECOND, took + " ns");
        assertTrue(more < MAX_BYTES, more + " bytes");
        return refused;
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
