package keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import keras4j.benchmarks.Measurement.Goal;
import keras4j.model.Backend;

/** Saving and loading, the checks included, beside Keras' own; and what the checks of a foreign file cost. */
final class KeepingFigures {
    private final BenchmarkContext lab;
    private final Consumer<Measurement> report;

    KeepingFigures(BenchmarkContext lab, Consumer<Measurement> report) {
        this.lab = lab;
        this.report = report;
    }

    void run() throws IOException {
        try (BenchmarkProcess java = lab.java()) {
            java.ask("keep");
            try (BenchmarkProcess python = lab.python()) {
                python.ask("keep");
                pairs("save", "keep_save", java, python, "keep_save");
                pairs("load", "keep_load", java, python, "keep_load");
                pairs("load a foreign .keras file", "keep_foreign", java, python, "keep_load");
            }
            // Java alone reads here: the backend does not matter.
            if (lab.backend() == Backend.JAX) {
                inspections(java);
            }
        }
    }

    private void pairs(String name, String command, BenchmarkProcess java, BenchmarkProcess python, String other)
            throws IOException {
        // For the JVM to compile in: a load is much code that runs once.
        java.ask(command + " 12");
        python.ask(other + " 2");
        PairedRuns milliseconds = new PairedRuns();
        for (int round = 0; round < lab.times(21, 5); round++) {
            milliseconds.add(milliseconds(java.ask(command + " 1")), milliseconds(python.ask(other + " 1")));
        }
        add(name, milliseconds.ratio(), new Goal.AtMost(1.3), milliseconds.absolute("ms"));
    }

    private static double milliseconds(JsonNode answer) {
        return answer.path("p50_us").asDouble() / 1e3;
    }

    private void inspections(BenchmarkProcess java) throws IOException {
        List<Double> small = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        JsonNode answer = java.ask("keep_small 3");
        String smallBytes = megabytes(answer);
        String bigBytes = megabytes(java.ask("keep_big 3"));
        for (int round = 0; round < lab.times(9, 5); round++) {
            small.add(milliseconds(java.ask("keep_small 1")));
            answer = java.ask("keep_big 1");
            rates.add(answer.path("bytes").asDouble() / answer.path("p50_us").asDouble());
        }
        add("inspect a small file, ms", Quantiles.of(small), new Goal.AtMost(2), smallBytes);
        add("inspect a big file, MB/s", Quantiles.of(rates), new Goal.AtLeast(500), bigBytes);
    }

    private static String megabytes(JsonNode answer) {
        return String.format(Locale.ROOT, "%.3f MB", answer.path("bytes").asDouble() / 1e6);
    }

    private void add(String name, Quantiles measured, Goal goal, String record) {
        report.accept(new Measurement(lab.backend(), name, measured, goal, record));
    }
}
