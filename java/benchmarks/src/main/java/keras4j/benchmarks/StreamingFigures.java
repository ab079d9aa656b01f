package keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Consumer;
import keras4j.benchmarks.Measurement.Goal;

/** Cost of a fit that reads its rows from a file, batch by batch, compared with rows in memory. */
final class StreamingFigures {
    private final BenchmarkContext lab;
    private final Consumer<Measurement> report;

    StreamingFigures(BenchmarkContext lab, Consumer<Measurement> report) {
        this.lab = lab;
        this.report = report;
    }

    /** Two fits that take turns, an epoch each. */
    void run() throws IOException {
        PairedRuns seconds = new PairedRuns();
        int epochs = lab.times(31, 7);
        try (BenchmarkProcess memory = lab.java();
                BenchmarkProcess stream = lab.java()) {
            memory.ask("fit " + epochs);
            stream.ask("stream " + epochs);
            for (int epoch = 1; epoch < epochs; epoch++) {
                seconds.add(seconds(memory), seconds(stream));
            }
            memory.ask("go");
            stream.ask("go");
        }
        report.accept(new Measurement(
                lab.backend(),
                "rows a second, streamed / in memory",
                seconds.ratio(),
                new Goal.AtLeast(0.9),
                seconds.absolute("in memory", "streamed", "s an epoch")));
    }

    private static double seconds(BenchmarkProcess side) throws IOException {
        JsonNode epoch = side.ask("go");
        return epoch.path("seconds").asDouble();
    }
}
