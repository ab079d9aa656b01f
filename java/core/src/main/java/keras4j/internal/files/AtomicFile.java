package keras4j.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Atomic file writer. The bytes are written to a temporary file in the same folder, forced to the disk and read back.
 * Then the file is renamed or, if nothing may be overwritten, hard-linked. There is no fallback to copying if the file
 * system can't rename.
 */
public final class AtomicFile {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j");
    /** Bytes that are read back at a time: a mapping would keep its space on the disk until it is garbage. */
    private static final int CHUNK_BYTES = 1 << 16;

    private AtomicFile() {}

    /** Operation that gives the temporary file its final name. */
    @FunctionalInterface
    private interface Naming {
        void name(Path aside, Path target) throws IOException;
    }

    /**
     * Writes a file. An existing one is replaced, and keeps its mode, owner and group.
     *
     * @param access the access to a new file
     * @throws NotRegularFileException there is something else than a regular file, such as a symbolic link
     * @throws IOException the file is unchanged; or it is the new one and only its folder could not be forced to the
     *     disk, as the message then says
     */
    public static void write(Path file, byte[] bytes, FileAccess access) throws IOException {
        Path target = file.toAbsolutePath();
        Optional<PosixFileAttributes> old = RegularFile.replaceable(target);
        write(target, bytes, old.isPresent() ? FileAccess.PRIVATE : access, (aside, named) -> {
            if (old.isPresent()) {
                PosixFileAttributeView view =
                        Files.getFileAttributeView(aside, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                FileAccess.copy(old.get(), view);
            }
            rename(aside, named);
        });
    }

    /**
     * Writes a file that does not exist yet.
     *
     * @param access the access to the file
     * @throws FileAlreadyExistsException it exists, or another process was faster; on a file system without hard links,
     *     one of two simultaneous writers may overwrite the other's file
     * @throws IOException there is no file; or there is one and only its folder could not be forced to the disk, as the
     *     message then says
     */
    public static void create(Path file, byte[] bytes, FileAccess access) throws IOException {
        Path target = file.toAbsolutePath();
        requireFree(target);
        write(target, bytes, access, AtomicFile::link);
    }

    private static void requireFree(Path file) throws FileAlreadyExistsException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
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

    private static void write(Path target, byte[] bytes, FileAccess access, Naming naming) throws IOException {
        Path aside = TemporarySibling.of(target);
        try {
            writeAside(aside, bytes, access);
            naming.name(aside, target);
        } catch (IOException | RuntimeException failed) {
            deleteQuietly(aside);
            throw failed;
        }
        settle(target, () -> Files.deleteIfExists(aside));
    }

    private static void deleteQuietly(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            LOG.debug("{} is not deleted yet", aside, e);
        }
    }

    /** Removal of a temporary name. */
    @FunctionalInterface
    interface Removal {
        void run() throws IOException;
    }

    /** Removes the temporary name of a target that is complete, and forces its folder to the disk. */
    static void settle(Path target, Removal removal) throws IOException {
        try {
            removal.run();
            TemporarySibling.force(TemporarySibling.folder(target));
        } catch (IOException unsure) {
            throw new IOException("it is complete, but its folder could not be forced to the disk: " + unsure, unsure);
        }
    }

    static void writeAside(Path aside, byte[] bytes, FileAccess access) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try (FileChannel channel = FileChannel.open(aside, options, access.attributes())) {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
            requireSame(channel.position(0), buffer.flip());
        }
    }

    private static void requireSame(FileChannel channel, ByteBuffer written) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        while (channel.read(chunk.clear()) > 0) {
            chunk.flip();
            int read = Math.min(chunk.remaining(), written.remaining());
            if (!chunk.equals(written.slice(written.position(), read))) {
                throw new IOException("the bytes on the disk differ from those written");
            }
            written.position(written.position() + read);
        }
        if (written.hasRemaining()) {
            throw new IOException("the bytes on the disk differ from those written");
        }
    }
}
