package keras4j.spark;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Spark with two executors of one core, in JVMs of their own, for all tests of this JVM. */
final class LocalCluster {
    private static final SparkSession SPARK = start();

    private LocalCluster() {}

    static SparkSession spark() {
        return SPARK;
    }

    /** Starts executors from a folder with the jars of the class path, which stands for a distribution of Spark. */
    private static SparkSession start() {
        String home = System.getenv("SPARK_HOME");
        assertNotNull(home, "SPARK_HOME must be set, see pom.xml");
        List<String> elements = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        link(elements, Path.of(home, "jars"));
        return SparkSession.builder()
                .master("local-cluster[2,1,1024]")
                .appName("keras4j tests")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.ui.enabled", false)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.warehouse.dir", Path.of(home, "warehouse").toString())
                .config("spark.sql.shuffle.partitions", 4)
                .config("spark.executor.extraClassPath", folders(elements))
                .config("spark.executor.extraJavaOptions", properties())
                .getOrCreate();
    }

    private static String folders(List<String> elements) {
        return elements.stream()
                .filter(element -> Files.isDirectory(Path.of(element)))
                .map(element -> Path.of(element).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String properties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("keras4j."))
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .collect(Collectors.joining(" ", "-XX:TieredStopAtLevel=1 ", ""));
    }

    private static void link(List<String> elements, Path jars) {
        try {
            Files.createDirectories(jars);
            for (String element : elements) {
                Path link = jars.resolve(Path.of(element).getFileName());
                if (element.endsWith(".jar") && !Files.exists(link)) {
                    Files.createSymbolicLink(link, Path.of(element).toAbsolutePath());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
