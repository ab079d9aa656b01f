package keras4j.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import keras4j.benchmarks.Measurement.Goal;

/** Time to fit and apply a recipe, compared with equivalent steps of scikit-learn. */
final class PreparationFigures {
    private final BenchmarkContext lab;
    private final Consumer<Measurement> report;

    PreparationFigures(BenchmarkContext lab, Consumer<Measurement> report) {
        this.lab = lab;
        this.report = report;
    }

    void run() throws IOException {
        try (BenchmarkProcess java = lab.java();
                BenchmarkProcess python = lab.python("packages=" + lab.developerPackages())) {
            java.ask("prepare");
            python.ask("prepare");
            for (String steps : List.of("scale", "pca")) {
                report.accept(figure(steps, java, python));
            }
        }
    }

    /** The first two rounds are for the JVM to compile in. */
    private Measurement figure(String steps, BenchmarkProcess java, BenchmarkProcess python) throws IOException {
        PairedRuns seconds = new PairedRuns();
        for (int round = 0; round < lab.times(12, 5); round++) {
            double byJava = java.ask("prepare_" + steps).path("seconds").asDouble();
            double byPython = python.ask("prepare_" + steps).path("seconds").asDouble();
            if (round > 1) {
                seconds.add(byJava, byPython);
            }
        }
        String name = steps.equals("pca") ? "impute, normalize, 10 components" : "impute, normalize";
        return new Measurement(
                lab.backend(),
                name + " of 100,000 x 50",
                seconds.ratio(),
                new Goal.AtMost(2),
                seconds.absolute("Java", "scikit-learn", "s"));
    }
}
