package keras4j.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Spark with two executors of one core, in JVMs of their own, for all tests of this JVM. It is stopped after the last. */
public final class LocalCluster implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext test) {
        test.getRoot().getStore(Namespace.GLOBAL).getOrComputeIfAbsent("spark", any ->
                (AutoCloseable) LocalCluster::stop);
    }

    private static void stop() {
        SparkSession.getDefaultSession().foreach(session -> {
            session.stop();
            return session;
        });
    }

    /** Returns the session. */
    static SparkSession spark() {
        settings().forEach(System::setProperty);
        return SparkSession.builder().appName("keras4j tests").getOrCreate();
    }

    /**
     * Returns the settings of the executors, as system properties that Spark reads. They start from a folder with links
     * to the jars of the class path, which stands for a distribution of Spark.
     */
    public static Map<String, String> settings() {
        String home = Objects.requireNonNull(System.getenv("SPARK_HOME"), "SPARK_HOME must be set, see pom.xml");
        List<String> elements =
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        link(elements, Path.of(home, "jars"));
        Map<String, String> settings = new TreeMap<>();
        settings.put("spark.master", "local-cluster[2,1,1024]");
        settings.put("spark.driver.host", "127.0.0.1");
        settings.put("spark.ui.enabled", "false");
        settings.put("spark.sql.session.timeZone", "UTC");
        settings.put("spark.sql.shuffle.partitions", "4");
        settings.put("spark.sql.warehouse.dir", Path.of(home, "warehouse").toString());
        settings.put("spark.executor.extraClassPath", folders(elements));
        settings.put("spark.executor.extraJavaOptions", options());
        return settings;
    }

    private static String folders(List<String> elements) {
        return elements.stream()
                .filter(element -> Files.isDirectory(Path.of(element)))
                .map(element -> Path.of(element).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns the options of executors: compiler and collector of this JVM, and the properties of keras4j. */
    private static String options() {
        Stream<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:"));
        Stream<String> properties = System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("keras4j."))
                .map(name -> "-D" + name + "=" + System.getProperty(name));
        return Stream.concat(own, properties).collect(Collectors.joining(" "));
    }

    private static void link(List<String> elements, Path jars) {
        try {
            Files.createDirectories(jars);
            for (String element : elements) {
                Path link = jars.resolve(Path.of(element).getFileName());
                if (element.endsWith(".jar") && !Files.exists(link)) {
                    Files.deleteIfExists(link);
                    Files.createSymbolicLink(link, Path.of(element).toAbsolutePath());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
