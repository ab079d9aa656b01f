package keras4j;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files of this machine on a disk that fails on demand. */
public final class FaultyFiles extends FileSystemProvider {
    /** Hears of each thing that is done to the disk, before it is done; what it throws comes out. */
    @FunctionalInterface
    public interface Disk {
        void does(String what) throws IOException;
    }

    private final Disk disk;
    private final FileSystem system = new FaultyFileSystem(this);

    private FaultyFiles(Disk disk) {
        this.disk = disk;
    }

    /** A path on a disk that fails. */
    public static Path on(Disk disk, Path path) {
        return new FaultyFiles(disk).seen(path);
    }

    private Path seen(Path real) {
        return (Path) Proxy.newProxyInstance(
                FaultyFiles.class.getClassLoader(), new Class<?>[] {Path.class, Real.class}, (proxy, method, given) -> {
                    if (method.getName().equals("getFileSystem")) {
                        return system;
                    }
                    if (method.getName().equals("real")) {
                        return real;
                    }
                    Object[] arguments = given == null ? new Object[0] : given;
                    try {
                        Object result = method.invoke(
                                real,
                                Arrays.stream(arguments).map(FaultyFiles::real).toArray());
                        return result instanceof Path path ? seen(path) : result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    /** A path that knows where it really is. */
    private interface Real {
        Path real();
    }

    private static Object real(Object value) {
        return value instanceof Real seen ? seen.real() : value;
    }

    private static Path path(Path seen) {
        return (Path) real(seen);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        disk.does("open");
        return new FaultyChannel(FileChannel.open(path(path), options, attributes), disk);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        disk.does("open");
        return Files.newByteChannel(path(path), options, attributes);
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // The returned stream closes the other.
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        disk.does("list");
        return new FaultyFolder((SecureDirectoryStream<Path>) Files.newDirectoryStream(path(folder)), disk);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.does("delete");
        Files.delete(path(path));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        disk.does("move");
        Files.move(path(source), path(target), options);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        disk.does("link");
        Files.createLink(path(link), path(existing));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        disk.does("copy");
        Files.copy(path(source), path(target), options);
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        disk.does("create folder");
        Files.createDirectory(path(folder), attributes);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return Files.isSameFile(path(path), path(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return Files.isHidden(path(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return Files.getFileStore(path(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        path(path).getFileSystem().provider().checkAccess(path(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return seen(type, Files.getFileAttributeView(path(path), type, options));
    }

    /** Returns a view of attributes that can't be read or changed where the disk fails. */
    private <V> V seen(Class<V> type, V real) {
        return type.cast(Proxy.newProxyInstance(
                FaultyFiles.class.getClassLoader(), new Class<?>[] {type}, (view, method, given) -> {
                    disk.does(method.getName());
                    try {
                        return method.invoke(real, given);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return Files.readAttributes(path(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return Files.readAttributes(path(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        Files.setAttribute(path(path), attribute, value, options);
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        return system;
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return seen(Path.of(uri));
    }
}
