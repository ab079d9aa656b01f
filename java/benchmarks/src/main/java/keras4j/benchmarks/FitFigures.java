package keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Consumer;
import keras4j.benchmarks.Measurement.Goal;

/** Time of a fit, from the start of the process and for each epoch, and its memory. */
final class FitFigures {
    private final BenchmarkContext lab;
    private final Consumer<Measurement> report;

    FitFigures(BenchmarkContext lab, Consumer<Measurement> report) {
        this.lab = lab;
        this.report = report;
    }

    void run() throws IOException {
        processes();
        epochs();
    }

    /** A fit in a process of its own. */
    private record Run(double untilFirstEpoch, double seconds, double peakMb, double loss) {
        static Run of(BenchmarkProcess started, long start, int epochs) throws IOException {
            try (BenchmarkProcess child = started) {
                child.tell("fit " + epochs);
                child.hear();
                double first = JavaSide.seconds(start);
                for (int epoch = 1; epoch < epochs; epoch++) {
                    child.ask("go");
                }
                JsonNode end = child.ask("go");
                return new Run(
                        first,
                        end.path("seconds").asDouble(),
                        end.path("peak_mb").asDouble(),
                        end.path("loss").asDouble());
            }
        }
    }

    private void processes() throws IOException {
        int epochs = lab.times(5, 3);
        PairedRuns start = new PairedRuns();
        PairedRuns seconds = new PairedRuns();
        PairedRuns memory = new PairedRuns();
        boolean same = true;
        Run.of(lab.java(), System.nanoTime(), 1);
        for (int pair = 0; pair < lab.times(7, 3); pair++) {
            Run java = Run.of(lab.java(), System.nanoTime(), epochs);
            Run python = Run.of(lab.python(), System.nanoTime(), epochs);
            start.add(java.untilFirstEpoch, python.untilFirstEpoch);
            seconds.add(java.seconds, python.seconds);
            memory.add(java.peakMb, python.peakMb);
            same &= java.loss == python.loss;
        }
        String loss = same ? "" : "; the losses differ: not the same work";
        report.accept(figure("process start to first epoch's end", start.ratio(), 0.9, start.absolute("s")));
        report.accept(figure("fit in all", seconds.ratio(), 1.03, seconds.absolute("s") + loss));
        report.accept(figure("fit, peak memory", memory.ratio(), 1.1, memory.absolute("MB")));
    }

    /** Two fits that take turns, an epoch each. */
    private void epochs() throws IOException {
        PairedRuns seconds = new PairedRuns();
        PairedRuns processor = new PairedRuns();
        int epochs = lab.times(31, 7);
        try (BenchmarkProcess java = lab.java();
                BenchmarkProcess python = lab.python()) {
            java.ask("fit " + epochs);
            python.ask("fit " + epochs);
            for (int epoch = 1; epoch < epochs; epoch++) {
                JsonNode byJava = java.ask("go");
                JsonNode byPython = python.ask("go");
                seconds.add(
                        byJava.path("seconds").asDouble(),
                        byPython.path("seconds").asDouble());
                processor.add(
                        byJava.path("processor").asDouble(),
                        byPython.path("processor").asDouble());
            }
            java.ask("go");
            python.ask("go");
        }
        report.accept(figure("fit, an epoch", seconds.ratio(), 1.03, seconds.absolute("s")));
        report.accept(new Measurement(
                lab.backend(),
                "fit, an epoch's processor time",
                processor.ratio(),
                new Goal.None(),
                processor.absolute("s")));
    }

    private Measurement figure(String name, Quantiles ratio, double atMost, String record) {
        return new Measurement(lab.backend(), name, ratio, new Goal.AtMost(atMost), record);
    }
}
