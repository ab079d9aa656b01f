package keras4j.internal.spark;

import keras4j.model.Backend;
import org.apache.spark.SparkConf;

/**
 * Memory of executors beside their heap. YARN and Kubernetes end an executor that uses more, and the worker processes
 * count.
 *
 * @param conf the settings of the application
 */
record ExecutorMemory(SparkConf conf) {
    private static final String OVERHEAD = "spark.executor.memoryOverhead";
    /** Megabytes of a worker process with a small network, as measured, rounded up. */
    private static final long JAX_MEGABYTES = 400;

    private static final long TENSORFLOW_MEGABYTES = 600;

    /**
     * Checks that the worker processes of an executor fit in.
     *
     * @param most their number at most; 0 for as many as tasks run at once
     */
    void require(int most, Backend backend) {
        String master = conf.get("spark.master", "");
        if (!master.startsWith("yarn") && !master.startsWith("k8s")) {
            return;
        }
        int tasks = Math.max(1, conf.getInt("spark.executor.cores", 1) / conf.getInt("spark.task.cpus", 1));
        int workers = most == 0 ? tasks : Math.min(most, tasks);
        long needed = workers * (backend == Backend.JAX ? JAX_MEGABYTES : TENSORFLOW_MEGABYTES);
        if (overhead() < needed) {
            throw new IllegalArgumentException("Spark: " + OVERHEAD + " must be at least " + needed + "m for " + workers
                    + " worker processes of an executor, got " + overhead() + "m"
                    + (conf.contains(OVERHEAD) ? "" : ", the default") + "; set it, or ask for fewer workers");
        }
    }

    private long overhead() {
        double part = conf.getDouble("spark.executor.memoryOverheadFactor", 0.1)
                * conf.getSizeAsMb("spark.executor.memory", "1g");
        long least = conf.getSizeAsMb("spark.executor.minMemoryOverhead", "384m");
        return conf.contains(OVERHEAD) ? conf.getSizeAsMb(OVERHEAD) : Math.max(least, (long) part);
    }
}
