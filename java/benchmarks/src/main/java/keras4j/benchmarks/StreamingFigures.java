package keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Consumer;
import keras4j.benchmarks.Figure.Goal;

/** What a fit loses when it reads its rows from a file, batch by batch, instead of having them in memory. */
final class StreamingFigures {
    private final Lab lab;
    private final Consumer<Figure> report;

    StreamingFigures(Lab lab, Consumer<Figure> report) {
        this.lab = lab;
        this.report = report;
    }

    /** Two fits that take turns, an epoch each. */
    void run() throws IOException {
        Pairs seconds = new Pairs();
        int epochs = lab.times(31, 7);
        try (Child memory = lab.java();
                Child stream = lab.java()) {
            memory.ask("fit " + epochs);
            stream.ask("stream " + epochs);
            for (int epoch = 1; epoch < epochs; epoch++) {
                seconds.add(seconds(memory), seconds(stream));
            }
            memory.ask("go");
            stream.ask("go");
        }
        report.accept(new Figure(
                lab.backend(),
                "rows a second, streamed / in memory",
                seconds.ratio(),
                new Goal.AtLeast(0.9),
                seconds.absolute("in memory", "streamed", "s an epoch")));
    }

    private static double seconds(Child side) throws IOException {
        JsonNode epoch = side.ask("go");
        return epoch.path("seconds").asDouble();
    }
}
