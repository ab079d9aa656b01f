package keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import keras4j.benchmarks.Measurement.Goal;
import keras4j.model.Backend;

/** Time of searches compared with loops over Keras' {@code fit}, by number of workers, and the memory of a worker. */
final class TuningFigures {
    private static final int FITS = 500;

    private final BenchmarkContext lab;
    private final Consumer<Measurement> report;

    TuningFigures(BenchmarkContext lab, Consumer<Measurement> report) {
        this.lab = lab;
        this.report = report;
    }

    void run() throws IOException {
        if (lab.backend() == Backend.JAX) {
            search("vignette", "27 candidates x 3 folds of the digits", 10, 4);
            search("tabular", "50 candidates x 5 folds of 1,000 x 20", 12, 5);
            memory("many", "trained together");
        }
        workers();
        memory("many_alone", "one by one");
    }

    /** Two workers against one, where each network is trained by itself. */
    private void workers() throws IOException {
        PairedRuns seconds = new PairedRuns();
        try (BenchmarkProcess java = lab.java()) {
            java.ask("tune alone 1 2");
            for (int round = 0; round < lab.times(3, 1); round++) {
                seconds.add(seconds(java.ask("tune alone 1 2")), seconds(java.ask("tune alone 1 1")));
            }
        }
        report.accept(new Measurement(
                lab.backend(),
                "2 workers, x faster than 1, one by one",
                seconds.faster(),
                new Goal.AtLeast(1.7),
                seconds.absolute("2 workers", "1 worker", "s")));
    }

    private void memory(String problem, String how) throws IOException {
        int fits = lab.times(FITS, FITS / 5);
        JsonNode told;
        try (BenchmarkProcess java = lab.java()) {
            told = java.ask("memory " + problem + " " + fits);
        }
        int early = 0;
        while (told.path("fits").path(early).asInt() < fits / 5) {
            early++;
        }
        double before = told.path("mb").path(early).asDouble();
        double after = told.path("mb").path(told.path("mb").size() - 1).asDouble();
        report.accept(new Measurement(
                lab.backend(),
                "worker's memory, fit " + fits + " / " + fits / 5 + ", " + how,
                Quantiles.of(List.of(after / before)),
                new Goal.AtMost(1.1),
                "from " + Quantiles.text(before) + " to " + Quantiles.text(after) + " MB"));
    }

    /** Java before each loop and after it, with an empty compilation cache each time; then once with a full one. */
    private void search(String problem, String what, double onTensorflow, double onJax) throws IOException {
        TuningProblem.of(problem, 1).write(lab.rows(), problem);
        Search before = cold(problem);
        for (BenchmarkContext other : List.of(lab, lab.on(Backend.TENSORFLOW))) {
            Search loop = loop(other, problem);
            Search after = cold(problem);
            PairedRuns seconds = new PairedRuns();
            seconds.add(before.seconds, loop.seconds);
            seconds.add(after.seconds, loop.seconds);
            report.accept(new Measurement(
                    lab.backend(),
                    what + ", x faster than a loop on " + other.backend().id(),
                    seconds.faster(),
                    new Goal.AtLeast(other.backend() == Backend.JAX ? onJax : onTensorflow),
                    seconds.absolute("s") + loop.scaled + "; " + after.against(loop)));
            before = after;
        }
        warm(problem, what, before);
    }

    private void warm(String problem, String what, Search cold) throws IOException {
        PairedRuns seconds = new PairedRuns();
        try (BenchmarkProcess java = lab.java()) {
            java.ask("tune " + problem + " 1 2");
            seconds.add(cold.seconds, seconds(java.ask("tune " + problem + " 1 2")));
        }
        report.accept(new Measurement(
                lab.backend(),
                what + ", again / with an empty compilation cache",
                Quantiles.of(List.of(1 / seconds.ratio().median())),
                new Goal.None(),
                seconds.absolute("empty", "full", "s")));
    }

    private Search cold(String problem) throws IOException {
        try (ColdCache cache = ColdCache.make();
                BenchmarkProcess java = lab.java("-Dkeras4j.cache=" + cache.folder())) {
            return Search.of(java.ask("tune " + problem + " 1 2"));
        }
    }

    /** In the quick form a few of its fits, and their time multiplied. */
    private Search loop(BenchmarkContext where, String problem) throws IOException {
        try (BenchmarkProcess python = where.python()) {
            return Search.of(python.ask("search " + problem + " " + lab.times(1, 9)));
        }
    }

    private static double seconds(JsonNode answer) {
        return answer.path("seconds").asDouble();
    }

    /** Results of a side. */
    private record Search(double seconds, List<Double> means, String scaled) {
        static Search of(JsonNode answer) {
            List<Double> means = StreamSupport.stream(answer.path("means").spliterator(), false)
                    .map(JsonNode::asDouble)
                    .toList();
            return new Search(
                    TuningFigures.seconds(answer), means, answer.path("scaled").asText());
        }

        private double mean() {
            return means.stream().mapToDouble(each -> each).average().orElseThrow();
        }

        private double error() {
            double squares = means.stream()
                    .mapToDouble(each -> Math.pow(each - mean(), 2))
                    .sum();
            return Math.sqrt(squares / (means.size() - 1) / means.size());
        }

        /** Compares the results of both sides, within one standard error of the mean over candidates. */
        String against(Search loop) {
            String text =
                    String.format(Locale.ROOT, "accuracy %.4f and %.4f, error %.4f", mean(), loop.mean(), error());
            boolean same = Math.abs(mean() - loop.mean()) <= error();
            return text + (same || !loop.scaled.isEmpty() ? "" : ": not the same work");
        }
    }
}
