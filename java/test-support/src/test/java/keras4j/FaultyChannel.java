package keras4j;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Channel to a real file on a failing disk; it splits each write into sixteen parts, so that there are more points of
 * failure.
 */
final class FaultyChannel extends FileChannel {
    private static final int PARTS = 16;

    private final FileChannel real;
    private final FaultyFiles.Disk disk;
    private int part;

    FaultyChannel(FileChannel real, FaultyFiles.Disk disk) {
        this.real = real;
        this.disk = disk;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        disk.does("write");
        part = part == 0 ? source.remaining() / PARTS + 1 : part;
        ByteBuffer piece = source.slice(source.position(), Math.min(part, source.remaining()));
        int written = real.write(piece);
        source.position(source.position() + written);
        return written;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        disk.does("write");
        return real.write(sources, offset, length);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        disk.does("write");
        return real.write(source, position);
    }

    @Override
    public void force(boolean metadata) throws IOException {
        disk.does("force");
        real.force(metadata);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        disk.does("map");
        return real.map(mode, position, size);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        disk.does("read");
        return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        disk.does("read");
        return real.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        disk.does("read");
        return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        real.truncate(size);
        return this;
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        return real.transferFrom(source, position, count);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
        disk.does("close");
    }
}
