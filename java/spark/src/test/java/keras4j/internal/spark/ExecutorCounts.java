package keras4j.internal.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * What runs in an executor.
 *
 * @param process the number of its process
 * @param children the numbers of its worker processes
 * @param scorers the workers that score
 * @param restorations the models that they restored
 * @param searches the searches whose rows are kept
 */
public record ExecutorCounts(long process, List<Long> children, int scorers, int restorations, List<String> searches)
        implements Serializable {
    private static ExecutorCounts here() {
        ProcessHandle own = ProcessHandle.current();
        return new ExecutorCounts(
                own.pid(),
                new ArrayList<>(own.children().map(ProcessHandle::pid).toList()),
                ExecutorScorers.workers(),
                ExecutorScorers.restorations(),
                new ArrayList<>(ExecutorSearches.names()));
    }

    /** Returns the counts of all executors by their number. */
    public static Map<String, ExecutorCounts> of(SparkSession spark) {
        List<Integer> many = IntStream.range(0, 40).boxed().toList();
        Map<String, ExecutorCounts> counts = new TreeMap<>();
        JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(many, many.size())
                .mapToPair(any -> {
                    Thread.sleep(10);
                    return new Tuple2<>(SparkEnv.get().executorId(), here());
                })
                .collect()
                .forEach(each -> counts.put(each._1(), each._2()));
        return counts;
    }
}
