package keras4j.internal.session;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.internal.python.PythonArray;
import org.jspecify.annotations.Nullable;

/** One pass over batches with prefetching on a separate thread: up to 64 batches or 32 MB, but at least 4 batches. */
final class BatchPrefetcher implements AutoCloseable {
    /** Bytes of prefetched batches; waking the thread for each batch would take a core from the computation. */
    private static final int MAX_BYTES = 32 << 20;

    private static final int MAX_BATCHES = 64;
    private static final int MIN_BATCHES = 4;
    /** Time in milliseconds that {@link #close()} waits for the thread. */
    private static final long CLOSE_TIMEOUT_MILLIS = 100;

    private final Batches batches;
    private final int number;
    private final Function<Examples, List<PythonArray>> check;
    private final Semaphore room = new Semaphore(MAX_BYTES);
    private final BlockingQueue<Item> read = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    /** Batch, end of the batches (no arrays), or failure. */
    record Item(List<PythonArray> arrays, @Nullable Throwable failure) {
        /** Returns the bytes that it takes. */
        int size() {
            long bytes = arrays.stream()
                    .mapToLong(array -> array.memory().capacity())
                    .sum();
            return (int) Math.max(MAX_BYTES / MAX_BATCHES, Math.min(bytes, MAX_BYTES / MIN_BATCHES));
        }
    }

    /**
     * Starts a pass.
     *
     * @param number the number of the pass, from 0
     * @param check converts each batch to arrays, on the reading thread
     */
    BatchPrefetcher(Batches batches, int number, Function<Examples, List<PythonArray>> check) {
        this.batches = batches;
        this.number = number;
        this.check = check;
        this.thread = new Thread(this::run, "keras4j-batches");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            try {
                pass();
                put(new Item(List.of(), null));
            } catch (RuntimeException | Error failure) {
                put(new Item(List.of(), failure));
            }
        } catch (InterruptedException nobodyListens) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(Item item) throws InterruptedException {
        room.acquire(item.size());
        read.put(item);
    }

    private void pass() throws InterruptedException {
        try (Stream<? extends Examples> pass = batches.pass(number)) {
            Iterator<? extends Examples> each = pass.iterator();
            int count = 0;
            while (!closed && each.hasNext()) {
                put(new Item(check.apply(each.next()), null));
                count++;
            }
            if (count == 0 && !closed) {
                throw new IllegalArgumentException("Batches: an epoch must have at least one batch, got none");
            }
        }
    }

    /**
     * Returns the next batch: no array at the end, empty if there is none within the time.
     *
     * @throws RuntimeException the exception of reading or checking
     */
    Optional<List<PythonArray>> poll(Duration atMost) throws InterruptedException {
        Item item = read.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (item == null) {
            return Optional.empty();
        }
        room.release(item.size());
        if (item.failure instanceof RuntimeException failure) {
            throw failure;
        }
        if (item.failure instanceof Error failure) {
            throw failure;
        }
        return Optional.of(item.arrays);
    }

    /** Ends the pass. The reading thread closes the batches, which may take longer than the caller waits. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(CLOSE_TIMEOUT_MILLIS);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
