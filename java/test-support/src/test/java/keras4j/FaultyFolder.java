package keras4j;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.Iterator;
import java.util.Set;

/** Open folder on a failing disk. Its entries are names of real files, for use in this folder only. */
final class FaultyFolder implements SecureDirectoryStream<Path> {
    private final SecureDirectoryStream<Path> real;
    private final FaultyFiles.Disk disk;

    FaultyFolder(SecureDirectoryStream<Path> real, FaultyFiles.Disk disk) {
        this.real = real;
        this.disk = disk;
    }

    @Override
    public SecureDirectoryStream<Path> newDirectoryStream(Path path, LinkOption... options) throws IOException {
        disk.does("list");
        return new FaultyFolder(real.newDirectoryStream(name(path), options), disk);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        disk.does("open");
        return real.newByteChannel(name(path), options, attributes);
    }

    @Override
    public void deleteFile(Path path) throws IOException {
        disk.does("delete");
        real.deleteFile(name(path));
    }

    @Override
    public void deleteDirectory(Path path) throws IOException {
        disk.does("delete");
        real.deleteDirectory(name(path));
    }

    @Override
    public void move(Path source, SecureDirectoryStream<Path> folder, Path target) throws IOException {
        disk.does("move");
        real.move(name(source), folder, name(target));
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Class<V> type) {
        return real.getFileAttributeView(type);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(name(path), type, options);
    }

    @Override
    public Iterator<Path> iterator() {
        return real.iterator();
    }

    @Override
    public void close() throws IOException {
        real.close();
    }

    private static Path name(Path path) {
        return Path.of(path.toString());
    }
}
