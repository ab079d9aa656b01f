package keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import keras4j.Backend;
import keras4j.benchmarks.Figure.Goal;

/** Saving and loading, the checks included, beside Keras' own; and what the checks of a foreign file cost. */
final class KeepingFigures {
    private final Lab lab;
    private final Consumer<Figure> report;

    KeepingFigures(Lab lab, Consumer<Figure> report) {
        this.lab = lab;
        this.report = report;
    }

    void run() throws IOException {
        try (Child java = lab.java()) {
            java.ask("keep");
            try (Child python = lab.python()) {
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

    private void pairs(String name, String command, Child java, Child python, String other) throws IOException {
        // For the JVM to compile in: a load is much code that runs once.
        java.ask(command + " 12");
        python.ask(other + " 2");
        Pairs milliseconds = new Pairs();
        for (int round = 0; round < lab.times(21, 5); round++) {
            milliseconds.add(milliseconds(java.ask(command + " 1")), milliseconds(python.ask(other + " 1")));
        }
        add(name, milliseconds.ratio(), new Goal.AtMost(1.3), milliseconds.absolute("ms"));
    }

    private static double milliseconds(JsonNode answer) {
        return answer.path("p50_us").asDouble() / 1e3;
    }

    private void inspections(Child java) throws IOException {
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
        add("inspect a small file, ms", Spread.of(small), new Goal.AtMost(2), smallBytes);
        add("inspect a big file, MB/s", Spread.of(rates), new Goal.AtLeast(500), bigBytes);
    }

    private static String megabytes(JsonNode answer) {
        return String.format(Locale.ROOT, "%.3f MB", answer.path("bytes").asDouble() / 1e6);
    }

    private void add(String name, Spread measured, Goal goal, String record) {
        report.accept(new Figure(lab.backend(), name, measured, goal, record));
    }
}
