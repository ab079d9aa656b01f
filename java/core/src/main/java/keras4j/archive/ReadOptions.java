package keras4j.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.internal.files.NotRegularFileException;
import keras4j.internal.files.OtherFormats;
import keras4j.internal.files.RegularFile;
import keras4j.internal.kerasfile.KerasWeights;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Read options: size limits and the required signature. A larger file is refused before its bytes are read, and a model
 * with more parameters before Python creates any of them.
 *
 * @param bytes the maximum size of a file, at most 2,147,483,639
 * @param parameters the maximum number of parameters of the model, as {@link KerasWeights#parameters} counts them
 * @param length the maximum length of an axis that varies, in the rows of a {@code .keras} file's model
 * @param verifier the accepted signing keys; null if no signature is required
 */
public record ReadOptions(
        long bytes, long parameters, int length, @Nullable Verifier verifier) {
    /**
     * Default options: at most 1 GiB and 2^28 parameters, which take up as much; axes that vary of at most 1,024; no
     * signature required.
     */
    public static final ReadOptions DEFAULT = new ReadOptions(1L << 30, 1L << 28, 1 << 10, null);

    private static final long MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;

    /**
     * Creates read options and checks the limits.
     *
     * @param bytes the maximum size of a file, 0 to 2,147,483,639
     * @param parameters the maximum number of parameters, 0 or more
     * @param length the maximum length of an axis that varies, 1 or more
     * @param verifier the accepted signing keys; null if no signature is required
     */
    public ReadOptions {
        if (bytes < 0 || bytes > MAX_ARRAY_BYTES) {
            throw new IllegalArgumentException("ReadOptions: bytes must be 0 to " + MAX_ARRAY_BYTES + ", got " + bytes);
        }
        if (parameters < 0) {
            throw new IllegalArgumentException("ReadOptions: parameters must be 0 or more, got " + parameters);
        }
        if (length < 1) {
            throw new IllegalArgumentException("ReadOptions: length must be 1 or more, got " + length);
        }
    }

    /**
     * Returns a copy with another size limit.
     *
     * @param bytes the maximum size of a file in bytes, at most 2,147,483,639
     * @return the copy
     */
    public ReadOptions bytes(long bytes) {
        return new ReadOptions(bytes, parameters, length, verifier);
    }

    /**
     * Returns a copy with another limit on the number of parameters.
     *
     * @param parameters the maximum number of parameters
     * @return the copy
     */
    public ReadOptions parameters(long parameters) {
        return new ReadOptions(bytes, parameters, length, verifier);
    }

    /**
     * Returns a copy with another limit on the axes that vary, such as the steps of a sequence or the height of an
     * image. What layers make for such rows is bounded when a model is loaded, and again for each prediction.
     *
     * @param length the maximum length of an axis that varies, 1 or more
     * @return the copy
     */
    public ReadOptions length(int length) {
        return new ReadOptions(bytes, parameters, length, verifier);
    }

    /** {@return a copy without a limit on parameters, of which a file never has more than bytes} */
    public ReadOptions anyParameters() {
        return parameters(Long.MAX_VALUE);
    }

    /**
     * Returns a copy that requires a signature.
     *
     * @param verifier the accepted signing keys
     * @return the copy
     */
    public ReadOptions signedBy(Verifier verifier) {
        Preconditions.notNull("ReadOptions", "verifier", verifier);
        return new ReadOptions(bytes, parameters, length, verifier);
    }

    /**
     * Reads all bytes of a regular file.
     *
     * @param subject the subject of error messages
     * @param file the file
     * @return the bytes
     * @throws ArchiveException the file is too large, or it is a folder, a device, a pipe or a socket
     * @throws IOException the file cannot be read
     */
    public byte[] read(String subject, Path file) throws IOException {
        Preconditions.notNull("ReadOptions", "file", file);
        if (Files.isDirectory(file)) {
            throw new ArchiveException(subject + ": file must be one file, got " + OtherFormats.of(file));
        }
        try (RegularFile open = RegularFile.open(file)) {
            if (open.size() > bytes) {
                throw tooLarge(subject, open.size());
            }
            return open.stream().readNBytes((int) open.size());
        } catch (NotRegularFileException other) {
            throw new ArchiveException(subject + ": file " + other.requirement());
        }
    }

    private ArchiveException tooLarge(String subject, long size) {
        String remedy = size > MAX_ARRAY_BYTES ? "" : "; ReadOptions.DEFAULT.bytes(" + size + ") allows it";
        return new ArchiveException(
                ValidationRule.ARCHIVE_LIMIT,
                subject + ": file must have at most " + bytes + " bytes, got " + size + remedy);
    }

    /**
     * Checks that a model does not have too many parameters.
     *
     * @param subject the subject of error messages
     * @param parameters the number of parameters of the model
     * @throws ArchiveException there are too many
     */
    public void check(String subject, long parameters) {
        Preconditions.notNull("ReadOptions", "subject", subject);
        if (parameters > this.parameters) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_LIMIT,
                    subject + ": model must have at most " + this.parameters + " parameters, got " + parameters
                            + "; ReadOptions.DEFAULT.parameters(" + parameters + ") allows it");
        }
    }

    /**
     * Checks that no signature is required, for a file format without signatures.
     *
     * @param subject the subject of error messages
     * @throws ArchiveException a signature is required
     */
    public void checkUnsigned(String subject) {
        Preconditions.notNull("ReadOptions", "subject", subject);
        if (verifier != null) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_SIGNATURE,
                    subject + ": file must be a signed archive, got one of Keras, which has none");
        }
    }
}
