package keras4j.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How large a file may be that is read. A file that is larger is refused before its bytes are read; a model that has more
 * parameters, before Python makes any of them.
 *
 * @param bytes of the file, at most 2,147,483,639
 * @param parameters of the model, as {@link KerasWeights#parameters} counts them
 */
public record Limits(long bytes, long parameters) {
    /** What holds where nothing else is said: 1 GiB, and 2^28 parameters, which take as much. */
    public static final Limits DEFAULT = new Limits(1L << 30, 1L << 28);

    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    public Limits {
        if (bytes < 0 || bytes > LONGEST_ARRAY) {
            throw new IllegalArgumentException("Limits: bytes must be 0 to " + LONGEST_ARRAY + ", got " + bytes);
        }
        if (parameters < 0) {
            throw new IllegalArgumentException("Limits: parameters must be 0 or more, got " + parameters);
        }
    }

    /** The same with another number of bytes. */
    public Limits bytes(long bytes) {
        return new Limits(bytes, parameters);
    }

    /** The same with another number of parameters. */
    public Limits parameters(long parameters) {
        return new Limits(bytes, parameters);
    }

    /**
     * All bytes of a file.
     *
     * @param subject what the refusal calls it
     * @throws ArchiveException there are too many
     */
    public byte[] read(String subject, Path file) throws IOException {
        long size = Files.size(file);
        if (size > bytes) {
            String remedy = size > LONGEST_ARRAY ? "" : "; Limits.DEFAULT.bytes(" + size + ") allows it";
            throw new ArchiveException(
                    Rule.ARCHIVE_LIMIT,
                    subject + ": file must have at most " + bytes + " bytes, got " + size + remedy);
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
            throw new ArchiveException(Rule.ARCHIVE_LIMIT, subject + ": model must have at most " + this.parameters + " parameters, got "
                    + parameters + "; Limits.DEFAULT.parameters(" + parameters + ") allows it");
        }
    }
}
