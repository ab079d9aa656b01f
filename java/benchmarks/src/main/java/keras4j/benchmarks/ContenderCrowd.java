package keras4j.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import keras4j.data.Tensor;

/** Threads that each predict one row after another, and compare every answer with that of Keras. */
final class ContenderCrowd {
    private static final int THREADS = 64;

    private final Contender contender;
    private final float[][] rows;
    private final float[][] expected;
    private volatile double difference;

    ContenderCrowd(Contender contender, Tensor batch, Tensor expected) {
        this.contender = contender;
        this.rows = new float[batch.rows()][];
        this.expected = new float[batch.rows()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = batch.row(row);
            this.expected[row] = expected.row(row);
        }
    }

    /** Runs once to warm up, and once to measure. */
    ObjectNode run(double seconds) {
        together(seconds);
        long start = System.nanoTime();
        long[] taken = together(seconds);
        double elapsed = (System.nanoTime() - start) / 1e9;
        return Timing.spread(taken)
                .put("rows_per_second", taken.length / elapsed)
                .put("crowd_difference", difference);
    }

    /** Returns the duration of each call of all threads, sorted. */
    private long[] together(double seconds) {
        List<long[]> durations = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int member = 0; member < THREADS; member++) {
            int first = member * 31 % rows.length;
            Thread thread = new Thread(() -> {
                long[] taken = calls(first, seconds);
                synchronized (durations) {
                    durations.add(taken);
                }
            });
            thread.start();
            threads.add(thread);
        }
        threads.forEach(ContenderCrowd::join);
        return durations.stream().flatMapToLong(LongStream::of).sorted().toArray();
    }

    private long[] calls(int first, double seconds) {
        int[] next = {first};
        return Timing.durations(seconds, () -> {
            int row = next[0];
            next[0] = (row + 1) % rows.length;
            compare(contender.predict(rows[row]), expected[row]);
        });
    }

    private void compare(float[] answer, float[] right) {
        double worst = 0;
        for (int at = 0; at < right.length; at++) {
            worst = ContenderCalls.worse(worst, Math.abs(answer[at] - right[at]));
        }
        if (worst > difference) {
            raise(worst);
        }
    }

    private synchronized void raise(double worst) {
        difference = Math.max(difference, worst);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted while the crowd was at work", interrupted);
        }
    }
}
