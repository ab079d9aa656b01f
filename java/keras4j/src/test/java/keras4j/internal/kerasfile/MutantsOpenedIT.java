package keras4j.internal.kerasfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import keras4j.PlainPython;
import keras4j.ReliabilityFigure;
import keras4j.archive.ArchiveException;
import keras4j.fitted.Golden;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.archive.Validator;
import keras4j.internal.hdf5.Hdf5Reader;
import keras4j.internal.hdf5.Hdf5Writer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test that mutated h5py weights that Java accepts do no harm to the HDF5 library in Python. */
@Tag("jax")
class MutantsOpenedIT {
    private static final long SEED = 11;
    private static final Validator RULES = Validator.of("mutant");

    @TempDir
    static Path folder;

    private static byte[] weights() throws IOException {
        try (InputStream golden =
                Objects.requireNonNull(Golden.class.getResourceAsStream("archives/format-1.keras4j"))) {
            byte[] model = MemberArchive.read(golden.readAllBytes()).member("model.keras");
            return Objects.requireNonNull(KerasZip.read(model).get("model.weights.h5"));
        }
    }

    private static void add(ByteArrayOutputStream all, byte[] file) {
        all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(file.length).array());
        all.writeBytes(file);
    }

    @Test
    void mutants_that_are_read_are_opened_by_h5py_or_make_it_raise() throws Exception {
        byte[] weights = weights();
        Random random = new Random(SEED);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int accepted = 0;
        for (int mutant = 0; mutant < ReliabilityFigure.MUTANTS_OPENED.count(); mutant++) {
            byte[] changed = WeightsMutantsTest.mutated(weights, random);
            try {
                byte[] anew = Hdf5Writer.write(Hdf5Reader.read(ByteBuffer.wrap(changed), RULES));
                add(read, changed);
                add(read, anew);
                accepted++;
            } catch (ArchiveException refused) {
                // as it may
            }
        }
        Files.write(folder.resolve("mutants"), read.toByteArray());
        PlainPython.module("opened", folder);
        assertEquals(
                2 * accepted + " opened",
                Files.readString(folder.resolve("python.log")).strip());
        ReliabilityFigure.MUTANTS_OPENED.is(accepted > 0 ? ReliabilityFigure.MUTANTS_OPENED.count() : 0);
    }
}
