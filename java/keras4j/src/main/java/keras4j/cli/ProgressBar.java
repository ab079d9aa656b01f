package keras4j.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.ProgressText;
import keras4j.internal.text.StatusLine;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.tune.SearchProgress;

/**
 * Progress display: one line on standard error that is drawn again and again, with a bar, the rate and the time left.
 * It shows fits, searches, calibrations and loads as a {@link ProgressListener}, and the steps of a set-up as the
 * listener of {@link keras4j.environment.Settings#withProgress}. Without a terminal it prints nothing.
 */
public final class ProgressBar implements ProgressListener, Consumer<String> {
    private static final long REDRAW_NANOS = 100_000_000L;

    private final StatusLine line;
    private final LongSupplier clock;
    private String stage = "";
    private String scores = "";
    private long begun;
    private long drawn;

    /** Creates a display on standard error. */
    public ProgressBar() {
        this(new StatusLine(), System::nanoTime);
    }

    ProgressBar(StatusLine line, LongSupplier clock) {
        this.line = line;
        this.clock = clock;
        this.begun = clock.getAsLong();
        this.drawn = begun;
    }

    /** Shows a step of a set-up. */
    @Override
    public void accept(String step) {
        draw("set-up: " + Preconditions.notNull("ProgressBar", "step", step));
    }

    @Override
    public void onStage(String name, int done, int all) {
        Preconditions.notNull("ProgressBar", "name", name);
        stage = done < all && all > 1 ? name + " " + (done + 1) + "/" + all + "  " : "";
        if (done < all) {
            draw(stage.isEmpty() ? name + " …" : stage);
        } else {
            end();
        }
    }

    @Override
    public void onTrainBegin(TrainingControl training) {
        Preconditions.notNull("ProgressBar", "training", training);
        begun = clock.getAsLong();
        scores = "";
    }

    @Override
    public void onProgress(TrainingControl training) {
        Preconditions.notNull("ProgressBar", "training", training);
        if (clock.getAsLong() - drawn > REDRAW_NANOS) {
            draw(text(training));
        }
    }

    @Override
    public void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
        Preconditions.notNull("ProgressBar", "training", training);
        StringJoiner values = new StringJoiner("");
        Preconditions.entries("ProgressBar", "logs", logs)
                .forEach((name, value) -> values.add(String.format(Locale.ROOT, "  %s %.4f", name, value)));
        scores = values.toString();
        draw(text(training));
    }

    @Override
    public void onTrainEnd(TrainingControl training) {
        Preconditions.notNull("ProgressBar", "training", training);
        if (stage.isEmpty()) {
            end();
        }
    }

    /** Returns {@code [#####...............] epoch 3/10, 95 batches/s, 0:12 left  loss 0.1234}. */
    private String text(TrainingControl training) {
        Duration elapsed = elapsed();
        double epochs = Math.max(0, training.epoch() - 1)
                + (training.batches() > 0 ? (double) training.batch() / training.batches() : 0);
        double share = epochs / Math.max(1, training.epochs());
        StringJoiner text = new StringJoiner(", ");
        text.add(ProgressText.bar(share) + " epoch " + training.epoch() + "/" + training.epochs());
        if (training.batches() > 0) {
            text.add(ProgressText.rate(epochs * training.batches(), elapsed, "batches"));
        }
        if (share > 0) {
            text.add(ProgressText.left(Duration.ofNanos((long) (elapsed.toNanos() * (1 - share) / share))));
        }
        return text + scores;
    }

    @Override
    public void onSearch(SearchProgress progress) {
        Preconditions.notNull("ProgressBar", "progress", progress);
        draw(progress + ", " + ProgressText.rate((double) progress.done(), progress.elapsed(), "trials"));
        if (progress.all().isPresent()
                && progress.done() >= progress.all().get().trials()) {
            end();
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(clock.getAsLong() - begun);
    }

    private void draw(String text) {
        drawn = clock.getAsLong();
        line.draw(text.startsWith(stage) ? text : stage + text);
    }

    private void end() {
        line.end();
    }
}
