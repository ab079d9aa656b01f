package keras4j.internal.environment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lock on a cache folder that admits one builder at a time, across threads and JVMs. The operating system releases the
 * lock of a killed JVM.
 */
final class CacheLock {
    private static final long RETRY_MILLIS = 100;

    // A file lock belongs to the whole JVM; closing any channel on the file releases it: one channel at a time.
    private static final ReentrantLock THIS_JVM = new ReentrantLock();

    private final FileChannel channel;

    private CacheLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the lock and reports it when another process holds the lock. The same thread must close it. */
    static CacheLock of(Path cache, SetupProgress progress) throws IOException, InterruptedException {
        Path file = Files.createDirectories(cache.resolve("locks")).resolve("build");
        THIS_JVM.lockInterruptibly();
        try {
            return new CacheLock(locked(file, progress));
        } catch (IOException | InterruptedException | RuntimeException e) {
            THIS_JVM.unlock();
            throw e;
        }
    }

    private static FileChannel locked(Path file, SetupProgress progress) throws IOException, InterruptedException {
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
