package keras4j.archive;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code .keras4j} archive: a ZIP whose first member, {@code manifest.json}, has the size and SHA-256 of every other. Equal
 * archives give equal bytes.
 */
public interface Archive {
    /**
     * Returns the entries of the manifest beside the list of members.
     *
     * @return name and value, sorted by name
     */
    Map<String, String> about();

    /**
     * Returns the algorithm that the archive claims to be signed with, which only a {@link Verifier} can confirm.
     *
     * @return the algorithm; empty for an unsigned archive
     */
    Optional<String> signature();

    /**
     * Returns the whole file.
     *
     * @return a new array
     */
    byte[] toBytes();

    /**
     * Writes a new file, whole or not at all. If it holds samples, only this user may read it (mode 600); otherwise the
     * umask decides.
     *
     * @param file the file, which must not exist
     * @throws ArchiveException if the file exists
     * @throws java.io.UncheckedIOException if it cannot be written: there is no file, or, where the message says so, it exists
     *     and only its folder could not be forced to the disk
     */
    void save(Path file);

    /**
     * Writes a file, in place of an existing one: a reader sees the old or the new file, whole. Mode, owner and group
     * stay as they were, as far as the system lets this user set them; a group that it can't set loses its permissions.
     *
     * @param file the file
     * @throws ArchiveException if there is anything but a regular file, such as a symbolic link or a device
     * @throws java.io.UncheckedIOException if it cannot be written: the old file is unchanged, or, where the message says so,
     *     the new one exists and only its folder could not be forced to the disk
     */
    void replace(Path file);
}
