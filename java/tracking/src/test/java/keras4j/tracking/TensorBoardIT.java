package keras4j.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.Keras;
import keras4j.Models;
import keras4j.activation.Activation;
import keras4j.data.Datasets;
import keras4j.environment.Settings;
import keras4j.expr.Point;
import keras4j.fitted.Fitted;
import keras4j.internal.environment.Environments;
import keras4j.layer.Layers;
import keras4j.model.Backend;
import keras4j.recipe.Selectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files of a fit on TensorFlow, as TensorBoard itself reads them. */
@Tag("tensorflow")
class TensorBoardIT {
    private static final String READER = """
            import sys
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            events = EventAccumulator(sys.argv[1]).Reload()
            for tag in events.Tags()["scalars"]:
                for event in events.Scalars(tag):
                    print(tag, event.step, repr(event.value))
            """;

    private static List<String> read(Path folder) throws Exception {
        Path python = Environments.resolve(Settings.defaults(), "tensorflow").executable();
        Process process = new ProcessBuilder(python.toString(), "-W", "ignore", "-c", READER, folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return lines.lines().toList();
    }

    private static List<String> expected(Fitted fitted, String metric, String tag) {
        double[] values = fitted.history().metric(metric);
        return IntStream.range(0, values.length)
                .mapToObj(epoch -> tag + " " + epoch + " " + (double) (float) values[epoch])
                .toList();
    }

    @Test
    void tensorboard_reads_the_epochs_of_a_fit_and_the_scores_of_a_search(@TempDir Path folder) throws Exception {
        TensorBoard board = TensorBoard.in(folder);
        var network = Models.classifier(
                        "species",
                        Models.input(),
                        Models.block("hidden", Layers.dense(8).activation(Activation.RELU)),
                        Models.output())
                .epochs(3)
                .validationSplit(0.2);
        try (Keras keras = Keras.open(Backend.TENSORFLOW)) {
            Fitted fitted = keras.listening(board)
                    .fit(
                            Models.workflow(Models.recipe("species ~ .").normalize(Selectors.allPredictors()), network),
                            Datasets.iris());
            List<String> train = read(folder.resolve("train"));
            assertEquals(
                    expected(fitted, "loss", "epoch_loss"),
                    train.stream().filter(line -> line.startsWith("epoch_loss")).toList());
            assertEquals(6, train.size(), train::toString);
            List<String> validation = read(folder.resolve("validation"));
            assertEquals(
                    expected(fitted, "val_accuracy", "epoch_accuracy"),
                    validation.stream()
                            .filter(line -> line.startsWith("epoch_accuracy"))
                            .toList());
        }
        Fits.trial(board, Point.of("units", 8), 1, Fits.accuracy(0.5));
        assertEquals(List.of("fold_accuracy 2 0.5", "accuracy 1 0.5"), read(folder.resolve("units=8")));
    }
}
