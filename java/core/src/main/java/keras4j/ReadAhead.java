package keras4j;

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
import keras4j.python.Array;
import org.jspecify.annotations.Nullable;

/** One pass over batches, read by a thread of its own ahead of who takes them: 64 batches or 32 MB, at least 4 batches. */
final class ReadAhead implements AutoCloseable {
    /** Bytes; a thread that is woken for each batch takes a core from those that compute. */
    private static final int ROOM = 32 << 20;

    private static final int MOST = 64;
    private static final int LEAST = 4;
    /** How long {@link #close()} waits for the thread, in milliseconds. */
    private static final long GRACE = 100;

    private final Batches batches;
    private final Function<Examples, List<Array>> check;
    private final Semaphore room = new Semaphore(ROOM);
    private final BlockingQueue<Item> read = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    /** A batch, the end of the batches (no array), or why there is neither. */
    record Item(List<Array> arrays, @Nullable Throwable failure) {
        /** How much of the room it takes. */
        int size() {
            long bytes = arrays.stream()
                    .mapToLong(array -> array.memory().capacity())
                    .sum();
            return (int) Math.max(ROOM / MOST, Math.min(bytes, ROOM / LEAST));
        }
    }

    /** @param check takes each batch, on the reading thread, and gives what is handed on */
    ReadAhead(Batches batches, Function<Examples, List<Array>> check) {
        this.batches = batches;
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
        try (Stream<? extends Examples> pass = batches.pass()) {
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
     * The next batch; no array at the end; nothing where there is none within the time.
     *
     * @throws RuntimeException what reading or checking threw
     */
    Optional<List<Array>> poll(Duration atMost) throws InterruptedException {
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

    /** Ends the pass. The batches are closed by the thread that reads them, which may take longer than the caller waits. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(GRACE);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
