package keras4j.python;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** One builder at a time in a cache folder, among all threads of all JVMs; the lock of a killed JVM is free again. */
final class CacheLock {
    private static final long RETRY_MILLIS = 100;

    // A file lock belongs to the whole JVM, and closing any channel on the file gives it up: one channel at a time.
    private static final ReentrantLock THIS_JVM = new ReentrantLock();

    private final FileChannel channel;

    private CacheLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the lock, and says so if it is held by another. To be closed by the same thread. */
    static CacheLock of(Path cache, Progress progress) throws IOException, InterruptedException {
        Path file = Files.createDirectories(cache.resolve("locks")).resolve("build");
        THIS_JVM.lockInterruptibly();
        try {
            return new CacheLock(locked(file, progress));
        } catch (IOException | InterruptedException | RuntimeException e) {
            THIS_JVM.unlock();
            throw e;
        }
    }

    private static FileChannel locked(Path file, Progress progress) throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                progress.step("Waiting for another process that is building in this cache …");
                while (channel.tryLock() == null) {
                    Thread.sleep(RETRY_MILLIS);
                }
            }
            return channel;
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    void close() throws IOException {
        try {
            channel.close();
        } finally {
            THIS_JVM.unlock();
        }
    }
}
