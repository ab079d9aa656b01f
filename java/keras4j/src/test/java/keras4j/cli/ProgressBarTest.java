package keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.internal.text.StatusLine;
import keras4j.session.TrainingControl;
import keras4j.tune.SearchProgress;
import keras4j.tune.SearchSession.TrialCount;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long seconds;

    private ProgressBar bar(boolean terminal) {
        StatusLine line = new StatusLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
        return new ProgressBar(line, () -> seconds * 1_000_000_000L);
    }

    /** The states of the line, without the blanks that overwrite the one before. */
    private List<String> lines() {
        return Arrays.stream(bytes.toString(StandardCharsets.UTF_8).split("\r"))
                .skip(1)
                .map(line -> line.endsWith("\n") ? line.stripTrailing() + "\n" : line.stripTrailing())
                .toList();
    }

    private void fit(ProgressBar bar) {
        TrainingControl training = new TrainingControl();
        training.begins(2);
        bar.onTrainBegin(training);
        training.epochBegins(1);
        training.trained(50, 100);
        seconds += 5;
        bar.onProgress(training);
        training.trained(100, 100);
        seconds += 5;
        bar.onEpochEnd(training, Map.of("loss", 0.25));
        training.epochBegins(2);
        training.trained(100, 100);
        seconds += 10;
        bar.onEpochEnd(training, Map.of("loss", 0.125));
        bar.onTrainEnd(training);
    }

    @Test
    void a_fit_is_one_line_with_rate_and_time_left() {
        fit(bar(true));
        assertEquals(
                List.of(
                        "[#####...............] epoch 1/2, 10 batches/s, 0:15 left",
                        "[##########..........] epoch 1/2, 10 batches/s, 0:10 left  loss 0.2500",
                        "[####################] epoch 2/2, 10 batches/s, 0:00 left  loss 0.1250\n"),
                lines());
    }

    @Test
    void a_search_a_set_up_a_load_and_a_calibration_have_the_same_line() {
        ProgressBar bar = bar(true);
        bar.accept("Installing keras 3.15.1 …");
        bar.onStage("load digits.keras", 0, 1);
        bar.onStage("load digits.keras", 1, 1);
        bar.onSearch(new SearchProgress(
                9, Optional.of(TrialCount.exactly(9)), 1, Duration.ofSeconds(3), Optional.of(Duration.ZERO), Map.of()));
        bar.onStage("fold", 0, 2);
        TrainingControl training = new TrainingControl();
        training.begins(1);
        bar.onTrainBegin(training);
        training.epochBegins(1);
        training.trained(4, 4);
        seconds += 2;
        bar.onEpochEnd(training, Map.of());
        bar.onTrainEnd(training);
        bar.onStage("fold", 2, 2);
        assertEquals(
                List.of(
                        "set-up: Installing keras 3.15.1 …",
                        "load digits.keras …\n",
                        "[####################] 9/9, 1 failed, 0:00 left, 3.0 trials/s\n",
                        "fold 1/2",
                        "fold 1/2  [####################] epoch 1/1, 2.0 batches/s, 0:00 left\n"),
                lines());
    }

    @Test
    void nothing_is_printed_without_a_terminal() {
        ProgressBar bar = bar(false);
        fit(bar);
        bar.accept("Installing keras 3.15.1 …");
        bar.onStage("load", 0, 1);
        bar.onStage("load", 1, 1);
        assertEquals("", bytes.toString(StandardCharsets.UTF_8));
    }
}
