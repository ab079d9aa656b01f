package keras4j.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a file, or an archive in memory, is read: how large it may be, and whose key must have signed it. A file that is larger is
 * refused before its bytes are read; a model that has more parameters, before Python makes any of them.
 *
 * @param bytes of a file, at most 2,147,483,639
 * @param parameters of the model, as {@link KerasWeights#parameters} counts them
 * @param verifier whose archives are read; null for anybody's
 */
public record Reading(long bytes, long parameters, @Nullable Verifier verifier) {
    /** What holds where nothing else is said: 1 GiB, and 2^28 parameters, which take as much; anybody's. */
    public static final Reading DEFAULT = new Reading(1L << 30, 1L << 28, null);

    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    public Reading {
        if (bytes < 0 || bytes > LONGEST_ARRAY) {
            throw new IllegalArgumentException("Reading: bytes must be 0 to " + LONGEST_ARRAY + ", got " + bytes);
        }
        if (parameters < 0) {
            throw new IllegalArgumentException("Reading: parameters must be 0 or more, got " + parameters);
        }
    }

    /** The same with another number of bytes. */
    public Reading bytes(long bytes) {
        return new Reading(bytes, parameters, verifier);
    }

    /** The same with another number of parameters. */
    public Reading parameters(long parameters) {
        return new Reading(bytes, parameters, verifier);
    }

    /** The same of models with any number of parameters, of which there are never more than bytes. */
    public Reading anyParameters() {
        return parameters(Long.MAX_VALUE);
    }

    /** The same, which refuses what no given key signed. */
    public Reading signedBy(Verifier verifier) {
        return new Reading(bytes, parameters, verifier);
    }

    /**
     * All bytes of a file.
     *
     * @param subject what the refusal calls it
     * @throws ArchiveException there are too many, or it is a folder
     */
    public byte[] read(String subject, Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ArchiveException(subject + ": file must be one file, got " + OtherFormats.of(file));
        }
        long size = Files.size(file);
        if (size > bytes) {
            String remedy = size > LONGEST_ARRAY ? "" : "; Reading.DEFAULT.bytes(" + size + ") allows it";
            throw new ArchiveException(
                    Rule.ARCHIVE_LIMIT, subject + ": file must have at most " + bytes + " bytes, got " + size + remedy);
        }
        return Files.readAllBytes(file);
    }

    /**
     * Refuses a model with too many parameters.
     *
     * @param subject what the refusal calls it
     */
    public void check(String subject, long parameters) {
        if (parameters > this.parameters) {
            throw new ArchiveException(
                    Rule.ARCHIVE_LIMIT,
                    subject + ": model must have at most " + this.parameters + " parameters, got " + parameters
                            + "; Reading.DEFAULT.parameters(" + parameters + ") allows it");
        }
    }

    /**
     * Refuses what can't be signed where a signature is asked for.
     *
     * @param subject what the refusal calls it
     */
    public void checkUnsigned(String subject) {
        if (verifier != null) {
            throw new ArchiveException(
                    Rule.ARCHIVE_SIGNATURE,
                    subject + ": file must be a signed archive, got one of Keras, which has none");
        }
    }
}
