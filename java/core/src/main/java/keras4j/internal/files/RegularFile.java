package keras4j.internal.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/**
 * Regular file, open for reading up to the size that it had when it was opened. Devices, pipes, sockets and folders are
 * refused before they are opened, since they have no size, and opening some of them blocks or has effects.
 */
public final class RegularFile implements Closeable {
    private final SeekableByteChannel channel;
    private final long size;

    private RegularFile(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /**
     * Opens a file, or the file that a symbolic link leads to.
     *
     * @throws NotRegularFileException it is anything but a regular file
     */
    public static RegularFile open(Path file) throws IOException {
        require(file);
        return new RegularFile(Files.newByteChannel(file));
    }

    /**
     * Checks that a file, or the file that a symbolic link leads to, may be opened.
     *
     * @throws NotRegularFileException it is anything but a regular file
     */
    public static void require(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw refused(file, attributes);
        }
    }

    /**
     * Reads a UTF-8 text.
     *
     * @param maxBytes the maximum size of the file
     * @throws NotRegularFileException it is anything but a regular file
     * @throws IOException it is larger, or cannot be read
     */
    public static String text(Path file, int maxBytes) throws IOException {
        try (RegularFile open = open(file)) {
            if (open.size() > maxBytes) {
                throw new IOException("it must have at most " + maxBytes + " bytes, got " + open.size());
            }
            return new String(open.stream().readNBytes((int) open.size()), StandardCharsets.UTF_8);
        }
    }

    /** Returns the size when the file was opened; 0 for a file whose content the system makes as it is read. */
    public long size() {
        return size;
    }

    /** Returns the content as a stream. A file without size has none: reading it could wait for ever. */
    public InputStream stream() {
        return size == 0 ? InputStream.nullInputStream() : Channels.newInputStream(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /**
     * Returns the attributes of the file that is about to be replaced; empty if there is none.
     *
     * @throws NotRegularFileException it is anything but a regular file; a symbolic link is not followed
     */
    public static Optional<PosixFileAttributes> replaceable(Path file) throws IOException {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw refused(file, attributes);
            }
            return Optional.of(attributes);
        } catch (NoSuchFileException fresh) {
            return Optional.empty();
        }
    }

    private static NotRegularFileException refused(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            return new NotRegularFileException(file, Files.readSymbolicLink(file), "a symbolic link");
        }
        String kind = attributes.isDirectory() ? "a folder" : "a device, a pipe or a socket";
        return new NotRegularFileException(file, null, kind);
    }
}
