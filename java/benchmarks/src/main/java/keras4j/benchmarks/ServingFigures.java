package keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import keras4j.benchmarks.Measurement.Goal;
import keras4j.model.Backend;

/** Predictions of one row, of many, from many threads, and after a restoration. */
final class ServingFigures {
    private static final Goal NONE = new Goal.None();

    private final BenchmarkContext lab;
    private final Consumer<Measurement> report;
    private final boolean jax;

    ServingFigures(BenchmarkContext lab, Consumer<Measurement> report) {
        this.lab = lab;
        this.report = report;
        this.jax = lab.backend() == Backend.JAX;
    }

    void run() throws IOException {
        try (BenchmarkProcess java = lab.java()) {
            JsonNode answer = java.ask("serve");
            try (BenchmarkProcess python = lab.python()) {
                requireSame(answer.path("row"), python.ask("serve").path("row"));
                oneRow(java, python);
                batches(java, python);
                restorations(java, python);
            }
            if (jax) {
                synchronous(java);
            }
            crowd(java);
            handOver(java);
        }
    }

    private static void requireSame(JsonNode java, JsonNode python) {
        for (int i = 0; i < python.size(); i++) {
            if (!(Math.abs(java.path(i).asDouble() - python.path(i).asDouble()) < 1e-5)) {
                throw new IllegalStateException(
                        "Figures: the sides predict different numbers, got " + java + " and " + python);
            }
        }
    }

    /** Runs equivalent commands in turn, the first time to warm up. */
    private PairedRuns pairs(
            BenchmarkProcess java, String javaCommand, BenchmarkProcess python, String pythonCommand, String value)
            throws IOException {
        PairedRuns pairs = new PairedRuns();
        for (int pair = -1; pair < lab.times(9, 5); pair++) {
            double byJava = java.ask(javaCommand).path(value).asDouble();
            double byPython = python.ask(pythonCommand).path(value).asDouble();
            if (pair >= 0) {
                pairs.add(byJava, byPython);
            }
        }
        return pairs;
    }

    private void oneRow(BenchmarkProcess java, BenchmarkProcess python) throws IOException {
        PairedRuns compiled = pairs(java, "one_row 1", python, "one_row 1", "p50_us");
        add("one row / compiled call", compiled.ratio(), jax ? new Goal.AtMost(1.3) : NONE, compiled.absolute("us"));
        PairedRuns keras = pairs(java, "one_row 0.5", python, "keras_predict 1", "p50_us");
        add(
                "one row, x faster than Model.predict",
                keras.faster(),
                new Goal.AtLeast(jax ? 8 : 100),
                keras.absolute("us"));
    }

    private void synchronous(BenchmarkProcess java) throws IOException {
        try (BenchmarkProcess python = lab.python("synchronous")) {
            python.ask("serve");
            PairedRuns pairs = pairs(java, "one_row 0.5", python, "one_row 0.5", "p50_us");
            add("one row / synchronous dispatch", pairs.ratio(), NONE, pairs.absolute("us"));
        }
    }

    private void batches(BenchmarkProcess java, BenchmarkProcess python) throws IOException {
        PairedRuns pairs = pairs(java, "batch 1", python, "batch 1", "p50_us");
        add("rows a second, batches of 1,000", pairs.faster(), new Goal.AtLeast(0.97), pairs.absolute("us a batch"));
    }

    private void restorations(BenchmarkProcess java, BenchmarkProcess python) throws IOException {
        PairedRuns pairs = pairs(java, "restore", python, "restore", "ms");
        add("bytes to first prediction", pairs.ratio(), new Goal.AtMost(jax ? 0.5 : 1.2), pairs.absolute("ms"));
    }

    private void crowd(BenchmarkProcess java) throws IOException {
        String alone = "threads 1 " + lab.times(3, 1);
        String together = "threads 64 " + lab.times(10, 3);
        java.ask(together);
        List<Double> ratios = new ArrayList<>();
        long astray = 0;
        String record = "";
        for (int round = 0; round < 3; round++) {
            double one = java.ask(alone).path("per_second").asDouble();
            JsonNode many = java.ask(together);
            ratios.add(many.path("per_second").asDouble() / one);
            astray += many.path("wrong").asLong() + many.path("lost").asLong();
            record = Quantiles.text(one) + " rows a second alone, "
                    + Quantiles.text(many.path("per_second").asDouble()) + " together, " + astray + " wrong or lost";
        }
        Quantiles measured = Quantiles.of(astray == 0 ? ratios : List.of(0.0));
        add("64 threads, x one thread", measured, new Goal.AtLeast(3), record);
    }

    private void handOver(BenchmarkProcess java) throws IOException {
        List<Double> milliseconds = new ArrayList<>();
        for (int round = 0; round < lab.times(9, 5); round++) {
            milliseconds.add(java.ask("hand_over 0.2").path("p50_us").asDouble() / 1e3);
        }
        add(
                "hand over 60,000 x 784 floats, ms",
                Quantiles.of(milliseconds),
                new Goal.AtMost(5),
                "188 MB without a copy");
    }

    private void add(String name, Quantiles measured, Goal goal, String record) {
        report.accept(new Measurement(lab.backend(), name, measured, goal, record));
    }
}
