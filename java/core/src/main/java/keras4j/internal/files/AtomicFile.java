package keras4j.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Atomic file writer. The bytes are written to a temporary file in the same folder, forced to the disk and read back.
 * Then the file is renamed or, if nothing may be overwritten, hard-linked. There is no fallback to copying if the file
 * system can't rename.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** Operation that gives the temporary file its final name. */
    @FunctionalInterface
    private interface Naming {
        void name(Path aside, Path target) throws IOException;
    }

    /**
     * Writes a file, replacing an existing one.
     *
     * @throws IOException the file is unchanged; or it is the new one and only its folder could not be forced to the
     *     disk, as the message then says
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, bytes, AtomicFile::rename);
    }

    /**
     * Writes a file that does not exist yet.
     *
     * @throws FileAlreadyExistsException it exists, or another process was faster; on a file system without hard links,
     *     one of two simultaneous writers may overwrite the other's file
     * @throws IOException there is no file; or there is one and only its folder could not be forced to the disk, as the
     *     message then says
     */
    public static void create(Path file, byte[] bytes) throws IOException {
        requireFree(file);
        write(file, bytes, AtomicFile::link);
    }

    /** Deletes temporary files that ended processes left beside a file. */
    public static void sweep(Path file) throws IOException {
        TemporarySibling.sweep(file.toAbsolutePath());
    }

    /** Forces the entries of a folder to the disk. */
    public static void force(Path folder) throws IOException {
        TemporarySibling.force(folder);
    }

    /** Creates a folder and its missing parents, and forces them to the disk. */
    public static void createFolders(Path folder) throws IOException {
        Path target = folder.toAbsolutePath();
        if (!Files.isDirectory(target)) {
            createFolders(TemporarySibling.folder(target));
            Files.createDirectories(target);
            TemporarySibling.force(TemporarySibling.folder(target));
        }
    }

    private static void requireFree(Path file) throws FileAlreadyExistsException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    private static void rename(Path aside, Path target) throws IOException {
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void link(Path aside, Path target) throws IOException {
        try {
            Files.createLink(target, aside);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            requireFree(target);
            rename(aside, target);
        }
    }

    private static void write(Path file, byte[] bytes, Naming naming) throws IOException {
        Path target = file.toAbsolutePath();
        Path aside = TemporarySibling.of(target);
        try {
            writeAside(aside, bytes);
            naming.name(aside, target);
        } catch (IOException | RuntimeException failed) {
            ProcessFiles.deleteQuietly(aside);
            throw failed;
        }
        settle(aside, target);
    }

    /** Removes the temporary name and forces the folder to the disk. */
    static void settle(Path aside, Path target) throws IOException {
        try {
            ProcessFiles.delete(aside);
            TemporarySibling.force(TemporarySibling.folder(target));
        } catch (IOException unsure) {
            throw new IOException("it is complete, but its folder could not be forced to the disk: " + unsure, unsure);
        }
    }

    static void writeAside(Path aside, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
            if (!channel.map(MapMode.READ_ONLY, 0, channel.size()).equals(buffer.flip())) {
                throw new IOException("the bytes on the disk differ from those written");
            }
        }
    }
}
