package keras4j.benchmarks;

/** Thread that computes without a pause until it is closed. */
final class BusyThread implements AutoCloseable {
    private volatile boolean ended;
    private double result;

    private BusyThread() {}

    static BusyThread begin() {
        BusyThread busy = new BusyThread();
        new Thread(busy::compute, "neighbour").start();
        return busy;
    }

    private void compute() {
        while (!ended) {
            for (int step = 0; step < 1_000; step++) {
                result = Math.sqrt(result + step);
            }
        }
    }

    @Override
    public void close() {
        ended = true;
    }
}
