package keras4j.archive;

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
import keras4j.text.ProcessFiles;

/**
 * Writes a file so that it is there whole or not at all: aside in the same folder, to the disk, read again, then renamed or, where
 * nothing may be overwritten, linked. There is no falling back to a copy where the file system can't rename.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** Gives what was written aside its name. */
    @FunctionalInterface
    private interface Naming {
        void name(Path aside, Path target) throws IOException;
    }

    /**
     * Writes a file, in place of the one that may be there.
     *
     * @throws IOException the file is as it was; or it is the new one, which the message says then, and only its folder could not
     *     be forced to the disk
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, bytes, AtomicFile::rename);
    }

    /**
     * Writes a file that is not there yet.
     *
     * @throws FileAlreadyExistsException it is there, or somebody else was faster; only where the file system knows no hard links
     *     one of two that do this at the same moment may overwrite the other's
     * @throws IOException there is no file; or there is, which the message says then, and only its folder could not be forced to
     *     the disk
     */
    public static void create(Path file, byte[] bytes) throws IOException {
        requireFree(file);
        write(file, bytes, AtomicFile::link);
    }

    /** Removes what processes that are gone left beside a file when they wrote it. */
    public static void sweep(Path file) throws IOException {
        Aside.sweep(file.toAbsolutePath());
    }

    /** Has the disk keep the names in a folder. */
    public static void force(Path folder) throws IOException {
        Aside.force(folder);
    }

    /** Makes a folder and those above it, where they are missing, for the disk to keep. */
    public static void createFolders(Path folder) throws IOException {
        Path target = folder.toAbsolutePath();
        if (!Files.isDirectory(target)) {
            createFolders(Aside.folder(target));
            Files.createDirectories(target);
            Aside.force(Aside.folder(target));
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
        Path aside = Aside.of(target);
        try {
            writeAside(aside, bytes);
            naming.name(aside, target);
        } catch (IOException | RuntimeException failed) {
            ProcessFiles.delete(aside);
            throw failed;
        }
        settle(aside, target);
    }

    /** Has only the right name stay, and the disk keep it. */
    static void settle(Path aside, Path target) throws IOException {
        try {
            ProcessFiles.delete(aside);
            Aside.force(Aside.folder(target));
        } catch (IOException unsure) {
            throw new IOException("it is there, whole, but the disk did not confirm its name: " + unsure, unsure);
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
                throw new IOException("the disk holds other bytes than were written");
            }
        }
    }
}
