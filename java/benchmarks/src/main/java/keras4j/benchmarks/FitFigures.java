package keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Consumer;
import keras4j.benchmarks.Figure.Goal;

/** How long a fit takes, from the start of the process and from epoch to epoch, and the memory it needs. */
final class FitFigures {
    private final Lab lab;
    private final Consumer<Figure> report;

    FitFigures(Lab lab, Consumer<Figure> report) {
        this.lab = lab;
        this.report = report;
    }

    void run() throws IOException {
        processes();
        epochs();
    }

    /** A fit in a process of its own. */
    private record Run(double untilFirstEpoch, double seconds, double peakMb, double loss) {
        static Run of(Child started, long start, int epochs) throws IOException {
            try (Child child = started) {
                child.tell("fit " + epochs);
                child.hear();
                double first = Side.seconds(start);
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
        Pairs start = new Pairs();
        Pairs seconds = new Pairs();
        Pairs memory = new Pairs();
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
        Pairs seconds = new Pairs();
        Pairs processor = new Pairs();
        int epochs = lab.times(31, 7);
        try (Child java = lab.java();
                Child python = lab.python()) {
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
        report.accept(new Figure(
                lab.backend(),
                "fit, an epoch's processor time",
                processor.ratio(),
                new Goal.None(),
                processor.absolute("s")));
    }

    private Figure figure(String name, Spread ratio, double atMost, String record) {
        return new Figure(lab.backend(), name, ratio, new Goal.AtMost(atMost), record);
    }
}
