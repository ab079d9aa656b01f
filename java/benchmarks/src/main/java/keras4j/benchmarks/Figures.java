package keras4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import keras4j.model.Backend;

/**
 * Measures all figures, Java and pure Python in turn, and prints a line for each as it is known.
 *
 * <p>Arguments, all optional: {@code --quick} for few repetitions; {@code jax} or {@code tensorflow} for one
 * backend alone; {@code fit}, {@code streaming}, {@code serving}, {@code preparation}, {@code keeping} or {@code tuning} for one
 * part of the figures alone.
 */
public final class Figures {
    private static final Path REPORT = Path.of("java/benchmarks/target/figures.md");

    private Figures() {}

    public static void main(String[] args) throws IOException {
        List<String> words = List.of(args);
        List<Measurement> figures = new ArrayList<>();
        Path rows = Files.createTempDirectory("keras4j-benchmarks");
        try {
            Rows.write(rows);
            for (Backend backend : Backend.values()) {
                if (among(words, backend.id(), Stream.of(Backend.values()).map(Backend::id))) {
                    measure(BenchmarkContext.of(backend, rows, words.contains("--quick")), words, figures);
                }
            }
        } finally {
            delete(rows);
        }
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, markdown(figures));
        System.out.println("Written to " + REPORT);
    }

    private static void measure(BenchmarkContext lab, List<String> words, List<Measurement> figures)
            throws IOException {
        List<String> parts = List.of("fit", "streaming", "serving", "preparation", "keeping", "tuning");
        if (among(words, "fit", parts.stream())) {
            new FitFigures(lab, figure -> tell(figure, figures)).run();
        }
        if (among(words, "streaming", parts.stream())) {
            new StreamingFigures(lab, figure -> tell(figure, figures)).run();
        }
        if (among(words, "serving", parts.stream())) {
            new ServingFigures(lab, figure -> tell(figure, figures)).run();
        }
        if (among(words, "keeping", parts.stream())) {
            new KeepingFigures(lab, figure -> tell(figure, figures)).run();
        }
        // Neither side prepares with the backend.
        if (among(words, "preparation", parts.stream()) && lab.backend() == Backend.JAX) {
            new PreparationFigures(lab, figure -> tell(figure, figures)).run();
        }
        if (among(words, "tuning", parts.stream())) {
            new TuningFigures(lab, figure -> tell(figure, figures)).run();
        }
    }

    /** Returns whether a choice was requested, or no choice of its kind was. */
    private static boolean among(List<String> words, String choice, Stream<String> choices) {
        return words.contains(choice) || choices.noneMatch(words::contains);
    }

    private static void tell(Measurement figure, List<Measurement> figures) {
        figures.add(figure);
        System.out.println(figure.line());
    }

    private static String markdown(List<Measurement> figures) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "JDK %s, %d processors.%n%n| backend | figure | goal | measured | verdict | for the record |%n"
                        + "| --- | --- | --- | --- | --- | --- |%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors()));
        figures.forEach(figure -> text.append(figure.row()).append('\n'));
        return text.toString();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }
}
