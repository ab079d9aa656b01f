package keras4j.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Prints the time of each test phase of a build and its ten slowest test classes, from the reports in JUnit's XML format.
 *
 * <p>Arguments: the folder of the repository, and the start of the build as an ISO 8601 instant. Older reports are ignored.
 */
public final class TestDurations {
    private static final int SLOWEST = 10;
    private static final String MODULES = "java/";
    private static final String TARGET = "/target/";

    /**
     * The time of a test class.
     *
     * @param phase the folder of its report, such as {@code core failsafe-reports/jax}
     * @param began when it began, from the time of its report and its duration
     */
    private record TestClass(String phase, String name, double seconds, Instant began, Instant ended) {}

    private TestDurations() {}

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        System.out.print(table(read(root, Instant.parse(args[1]))));
    }

    private static List<TestClass> read(Path root, Instant start) throws IOException {
        List<TestClass> all = new ArrayList<>();
        for (Path report : reports(root)) {
            Instant written = Files.getLastModifiedTime(report).toInstant();
            if (!written.isBefore(start)) {
                read(phase(root, report), report.toFile(), written, all);
            }
        }
        return all;
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> files = Files.find(root, 8, (file, about) -> isReport(root.relativize(file)))) {
            return files.sorted().toList();
        }
    }

    private static boolean isReport(Path file) {
        return file.toString().contains("target" + File.separator)
                && file.toString().contains("-reports" + File.separator)
                && file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private static String phase(Path root, Path report) {
        String folder = root.relativize(report.getParent()).toString().replace(File.separatorChar, '/');
        return (folder.startsWith(MODULES) ? folder.substring(MODULES.length()) : folder).replace(TARGET, " ");
    }

    private static void read(String phase, File report, Instant written, List<TestClass> all) throws IOException {
        Element root = parsed(report);
        if (root.getTagName().equals("testsuite")) {
            double seconds = seconds(root);
            all.add(new TestClass(phase, root.getAttribute("name"), seconds, before(written, seconds), written));
        } else {
            // pytest's: one file for all modules.
            Map<String, Double> modules = new TreeMap<>();
            NodeList cases = root.getElementsByTagName("testcase");
            double sum = 0;
            for (int at = 0; at < cases.getLength(); at++) {
                Element test = (Element) cases.item(at);
                modules.merge(test.getAttribute("classname"), seconds(test), Double::sum);
                sum += seconds(test);
            }
            Instant began = before(written, sum);
            modules.forEach((name, seconds) -> all.add(new TestClass(phase, name, seconds, began, written)));
        }
    }

    private static Element parsed(File report) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report)
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new UncheckedIOException(new IOException(report.toString(), e));
        }
    }

    /** Surefire writes 1,234.5 seconds with a comma. */
    private static double seconds(Element test) {
        String time = test.getAttribute("time").replace(",", "");
        return time.isEmpty() ? 0 : Double.parseDouble(time);
    }

    private static Instant before(Instant instant, double seconds) {
        return instant.minusMillis((long) (1000 * seconds));
    }

    private static String table(List<TestClass> all) {
        StringBuilder table = new StringBuilder();
        Map<String, List<TestClass>> phases = new TreeMap<>();
        all.forEach(each ->
                phases.computeIfAbsent(each.phase(), phase -> new ArrayList<>()).add(each));
        phases.forEach((phase, classes) -> table.append(line(elapsed(classes), phase + ", " + classes.size())));
        if (!all.isEmpty()) {
            table.insert(0, "Test phases, seconds from their first class to their last:%n".formatted());
            table.append("Slowest test classes, seconds:%n".formatted());
        }
        all.stream()
                .sorted(Comparator.comparingDouble(TestClass::seconds).reversed())
                .limit(SLOWEST)
                .forEach(each -> table.append(line(each.seconds(), each.name() + ", " + each.phase())));
        return table.toString();
    }

    private static double elapsed(List<TestClass> classes) {
        Instant began = classes.stream()
                .map(TestClass::began)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant ended = classes.stream()
                .map(TestClass::ended)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Duration.between(began, ended).toMillis() / 1000.0;
    }

    private static String line(double seconds, String what) {
        return String.format(Locale.ROOT, "%8.1f  %s%n", seconds, what);
    }
}
