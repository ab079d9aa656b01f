package keras4j.internal.kerasfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import keras4j.archive.ArchiveException;
import keras4j.internal.archive.Validator;
import keras4j.internal.hdf5.Hdf5Group;
import keras4j.internal.hdf5.Hdf5Reader;
import keras4j.internal.hdf5.Hdf5Writer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Test that mutated weights are read completely or refused, and that a written copy reads back equal. */
class WeightsMutantsTest {
    private static final int MUTANTS = 20_000;
    private static final long SEED = 7;
    private static final byte[] WEIGHTS = HostileWeights.BASE;
    private static final Validator RULES = Validator.of("mutant");

    private static Hdf5Group read(byte[] weights) {
        return Hdf5Reader.read(ByteBuffer.wrap(weights), RULES);
    }

    /** Reads a file and returns whether it was accepted; any failure other than a refusal is an error. */
    private static boolean isRead(byte[] weights) {
        try {
            Hdf5Group read = read(weights);
            byte[] anew = Hdf5Writer.write(read);
            assertEquals(read, read(anew));
            assertArrayEquals(anew, Hdf5Writer.write(read(anew)));
            return true;
        } catch (ArchiveException refused) {
            assertTrue(refused.rule().isPresent());
            return false;
        }
    }

    @Test
    void every_truncation_is_refused() {
        for (int length = 0; length < WEIGHTS.length; length++) {
            byte[] cut = Arrays.copyOf(WEIGHTS, length);
            assertThrows(ArchiveException.class, () -> read(cut), "the first " + length + " bytes");
        }
    }

    // Mutations that still can be read: numbers, a name, or an unused byte.
    @Test
    @Tag("slow")
    void twenty_thousand_mutants_are_read_whole_or_refused() {
        Random random = new Random(SEED);
        int read = 0;
        for (int mutant = 0; mutant < MUTANTS; mutant++) {
            read += isRead(mutated(WEIGHTS, random)) ? 1 : 0;
        }
        assertEquals(15_321, read, "seed " + SEED);
    }

    static byte[] mutated(byte[] weights, Random random) {
        byte[] bytes = weights.clone();
        int changes = 1 + random.nextInt(3);
        for (int change = 0; change < changes; change++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) -1;
                default ->
                    System.arraycopy(bytes, random.nextInt(bytes.length - 8), bytes, Math.min(at, bytes.length - 8), 8);
            }
        }
        return bytes;
    }
}
