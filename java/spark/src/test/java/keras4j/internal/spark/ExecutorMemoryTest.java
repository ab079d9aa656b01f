package keras4j.internal.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keras4j.model.Backend;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** Tests of the check of the memory beside the heap. */
class ExecutorMemoryTest {
    private static ExecutorMemory of(String master, String... settings) {
        SparkConf conf = new SparkConf(false).set("spark.master", master);
        for (int at = 0; at < settings.length; at += 2) {
            conf.set("spark.executor." + settings[at], settings[at + 1]);
        }
        return new ExecutorMemory(conf);
    }

    private static String message(ExecutorMemory memory, int most, Backend backend) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> memory.require(most, backend))
                .getMessage());
    }

    @Test
    void too_little_memory_for_the_worker_processes_is_refused() {
        assertEquals(
                "Spark: spark.executor.memoryOverhead must be at least 1600m for 4 worker processes of an executor, got"
                        + " 819m, the default; set it, or ask for fewer workers",
                message(of("yarn", "cores", "4", "memory", "8g"), 0, Backend.JAX));
        assertEquals(
                "Spark: spark.executor.memoryOverhead must be at least 600m for 1 worker processes of an executor, got"
                        + " 500m; set it, or ask for fewer workers",
                message(of("k8s://https://host:443", "memoryOverhead", "500m"), 0, Backend.TENSORFLOW));
    }

    @Test
    void enough_memory_is_admitted() {
        of("yarn", "cores", "4", "memory", "8g").require(2, Backend.JAX);
        of("yarn", "cores", "4", "memoryOverhead", "2g").require(0, Backend.JAX);
        of("yarn", "cores", "4", "memory", "8g", "memoryOverheadFactor", "0.4").require(0, Backend.JAX);
        of("k8s://https://host:443", "minMemoryOverhead", "500m").require(0, Backend.JAX);
    }

    @Test
    void other_masters_do_not_limit_it() {
        of("local-cluster[2,1,1024]").require(0, Backend.JAX);
        of("spark://host:7077", "cores", "64").require(0, Backend.TENSORFLOW);
    }
}
