package keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import keras4j.Keras;
import keras4j.model.Backend;

/**
 * Growth of each recipe step, measure, resampling, picture and verb: its time at a size and at ten times the size, beside
 * scikit-learn's where that has the same. An argument is a part of the names to measure.
 */
public final class Growth {
    private static final Path REPORT = Path.of("java/benchmarks/target/growth.md");
    private static final int TIMES = 10;
    private static final int MIN_CALLS = 1;
    private static final double MAX_SECONDS = 0.3;
    private static final double WARM_UP_SECONDS = 0.4;

    private Growth() {}

    public static void main(String[] args) throws IOException {
        BenchmarkContext lab = BenchmarkContext.of(Backend.JAX, Path.of("."), false);
        List<String> lines = new ArrayList<>(List.of(
                "| work | size | seconds | at ten times the size | growth | scikit-learn | its growth | ratio |",
                "| --- | --- | --- | --- | --- | --- | --- | --- |"));
        try (BenchmarkProcess python = lab.python("packages=" + lab.developerPackages());
                Keras keras = Keras.open()) {
            Map<String, GrowthCases.Case> all = GrowthCases.all();
            all.putAll(GrowthVerbs.all(keras));
            for (Map.Entry<String, GrowthCases.Case> each : all.entrySet()) {
                if (args.length == 0 || each.getKey().contains(args[0])) {
                    String line = line(each.getKey(), each.getValue(), python);
                    lines.add(line);
                    System.out.println(line);
                }
            }
        }
        Files.createDirectories(REPORT.getParent());
        Files.write(REPORT, lines);
    }

    private static String line(String name, GrowthCases.Case work, BenchmarkProcess python) throws IOException {
        Runnable small = work.work().apply(work.size());
        seconds(small, WARM_UP_SECONDS);
        double one = seconds(small, MAX_SECONDS);
        Runnable large = work.work().apply(TIMES * work.size());
        seconds(large, WARM_UP_SECONDS);
        double ten = seconds(large, MAX_SECONDS);
        double pythonOne =
                python.ask("growth " + work.size() + " " + name).path("seconds").asDouble(Double.NaN);
        double pythonTen = python.ask("growth " + TIMES * work.size() + " " + name)
                .path("seconds")
                .asDouble(Double.NaN);
        return String.join(
                        " | ",
                        "| " + name,
                        work.size() + " " + work.axis(),
                        text(one),
                        text(ten),
                        text(ten / one),
                        text(pythonTen),
                        text(pythonTen / pythonOne),
                        text(ten / pythonTen))
                + " |";
    }

    private static String text(double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%.3g", number);
    }

    /** Returns the least time of several calls. */
    private static double seconds(Runnable work, double limit) {
        double least = Double.POSITIVE_INFINITY;
        long end = System.nanoTime() + (long) (limit * 1e9);
        for (int call = 0; call < MIN_CALLS || System.nanoTime() < end; call++) {
            long start = System.nanoTime();
            work.run();
            least = Math.min(least, (System.nanoTime() - start) / 1e9);
        }
        return least;
    }
}
