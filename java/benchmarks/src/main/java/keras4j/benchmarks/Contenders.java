package keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Comparison of keras4j with pure Python and with other JVM libraries, each in processes of its own, on one work.
 *
 * <p>Arguments, all optional: {@code --quick} for one measurement each; the names of modes ({@link ContenderMode}, or
 * {@code memory} for those that measure memory) and of contenders ({@link Competitors}), for these alone.
 */
public final class Contenders {
    private static final Path REPORT = Path.of("java/benchmarks/target/contenders.md");

    private final ContenderFiles files;
    private final boolean quick;
    private final Competitors competitors;
    private final List<Competitor> all;
    private final List<ContenderMode> modes;
    private final List<Competitor> chosen;

    private Contenders(ContenderFiles files, List<String> words) {
        this.files = files;
        this.quick = words.contains("--quick");
        this.competitors = new Competitors(files);
        this.all = competitors.all();
        requireKnown(words, names());
        this.modes = Stream.of(ContenderMode.values())
                .filter(mode -> among(words, modeWords(), mode.id()) || (words.contains("memory") && mode.isStart()))
                .toList();
        this.chosen = all.stream()
                .filter(competitor -> among(words, names(), competitor.name()))
                .toList();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("keras4j-contenders");
        try {
            new Contenders(new ContenderFiles(folder), List.of(args)).run();
        } finally {
            Figures.delete(folder);
        }
    }

    static void requireKnown(List<String> words, List<String> names) {
        Set<String> known = new LinkedHashSet<>(List.of("--quick"));
        known.addAll(modeWords());
        known.addAll(names);
        for (String word : words) {
            if (!known.contains(word)) {
                throw new IllegalArgumentException("Contenders: an argument must be one of " + known + ", got " + word);
            }
        }
    }

    private static List<String> modeWords() {
        return Stream.concat(Stream.of(ContenderMode.values()).map(ContenderMode::id), Stream.of("memory"))
                .toList();
    }

    private List<String> names() {
        return all.stream().map(Competitor::name).toList();
    }

    /** Returns whether a choice was requested, or no choice of its kind was. */
    private static boolean among(List<String> words, List<String> choices, String choice) {
        return words.contains(choice) || choices.stream().noneMatch(words::contains);
    }

    private void run() throws IOException, InterruptedException {
        prepare();
        List<ContenderResults> results = new ArrayList<>();
        for (ContenderMode mode : modes) {
            List<ContenderResults> ofMode = chosen.stream()
                    .filter(competitor -> competitor.has(mode))
                    .map(competitor -> new ContenderResults(competitor, mode))
                    .toList();
            results.addAll(ofMode);
            measure(ofMode);
            write(results);
        }
        System.out.println("Written to " + REPORT);
    }

    /** Writes the files: keras4j fits, pure Python gives the right answers, and other libraries make their own formats. */
    private void prepare() throws IOException, InterruptedException {
        files.write();
        for (String first : List.of(Competitors.KERAS4J_JAX, Competitors.PYTHON_JAX)) {
            ContenderProcess.export(
                    all.stream()
                            .filter(one -> one.name().equals(first))
                            .findFirst()
                            .orElseThrow(),
                    files);
        }
        if (chosen.stream().anyMatch(competitor -> competitor.name().equals(Competitors.KERAS4J_CLASSES))) {
            competitors.archiveClasses();
        }
        for (Competitor competitor : chosen) {
            if (competitor.exports()) {
                ContenderProcess.export(competitor, files);
            }
        }
    }

    /** Measures the contenders in turn, where the start matters after one start each that does not count. */
    private void measure(List<ContenderResults> ofMode) throws IOException {
        for (ContenderResults result : ofMode) {
            if (result.mode().isStart()) {
                measure(result);
            }
        }
        for (int round = 0; round < (quick ? 1 : ofMode.get(0).mode().rounds()); round++) {
            for (ContenderResults result : ofMode) {
                result.add(() -> measure(result), quick);
                System.out.println(
                        result.mode().id() + " " + result.competitor().name() + ": " + result.remarks());
            }
        }
    }

    private ContenderProcess measure(ContenderResults result) throws IOException {
        return ContenderProcess.measure(result.competitor(), result.mode(), files, quick ? 1 : 5);
    }

    private static void write(List<ContenderResults> results) throws IOException {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, new ContenderTable(results).markdown(MachineDescription.text()));
    }
}
