package keras4j;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;

/**
 * Contract of a reader of untrusted input: it accepts the input, or refuses it promptly with a documented exception.
 */
public final class Fuzzed {
    private static final long LONGEST = 1_000_000_000;

    private Fuzzed() {}

    /**
     * Reads; anything but the documented exception comes out, and so does an error where it takes more than a second of
     * computing.
     *
     * @param refusal the documented exception, of exactly this class or a subclass
     */
    public static void readOrRefused(Class<? extends RuntimeException> refusal, Runnable reading) {
        long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try {
            reading.run();
        } catch (RuntimeException e) {
            if (!refusal.isInstance(e)
                    || e.getMessage() == null
                    || e.getMessage().isEmpty()) {
                throw e;
            }
        }
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from;
        Assertions.assertTrue(took < LONGEST, () -> "it took " + took + " ns");
    }

    /** An input whose first byte chooses what the others are. */
    public static byte[] chosen(int choice, byte[] bytes) {
        byte[] input = new byte[bytes.length + 1];
        input[0] = (byte) choice;
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }

    /** Returns the choice made by the first byte, from 0 to {@code last}. */
    public static int choice(byte[] input, int last) {
        return input.length == 0 ? last : (input[0] & 0xff) % (last + 1);
    }

    public static byte[] rest(byte[] input) {
        return input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
    }
}
