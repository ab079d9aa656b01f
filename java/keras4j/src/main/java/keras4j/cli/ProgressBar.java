package keras4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.tune.SearchProgress;

/**
 * Progress display for a terminal: a bar of batches and a line for each epoch of a fit; a bar of trials for a search.
 */
public final class ProgressBar implements ProgressListener {
    private static final int BAR_WIDTH = 30;
    private static final int SEARCH_WIDTH = 78;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private long drawn = System.nanoTime();

    /** Creates a display on standard output; it draws the bar only on a terminal. */
    public ProgressBar() {
        this(System.out, onTerminal());
    }

    /**
     * Returns whether standard output is a terminal. Since JDK 22 a console exists even without one, so the system is
     * asked.
     */
    private static boolean onTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).startsWith("/dev/pts");
        } catch (IOException unknown) {
            return false;
        }
    }

    ProgressBar(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void onProgress(TrainingControl training) {
        int batch = training.batch();
        int batches = training.batches();
        long now = System.nanoTime();
        if (terminal && batches > 0 && now - drawn > REDRAW_NANOS) {
            drawn = now;
            int filled = BAR_WIDTH * batch / batches;
            out.print("\r[" + "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] " + batch + "/" + batches);
            out.flush();
        }
    }

    @Override
    public void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
        StringJoiner line = new StringJoiner("  ");
        int digits = String.valueOf(training.epochs()).length();
        line.add(String.format(Locale.ROOT, "epoch %" + digits + "d/%d", training.epoch(), training.epochs()));
        logs.forEach((name, value) -> line.add(String.format(Locale.ROOT, "%s %.4f", name, value)));
        out.println((terminal ? "\r" + " ".repeat(BAR_WIDTH + 20) + "\r" : "") + line);
    }

    /** Draws a bar, or prints a line per task if the output is not a terminal. */
    @Override
    public void onSearch(SearchProgress progress) {
        boolean over = progress.all().isPresent()
                && progress.done() >= progress.all().get().trials();
        String padded = String.format(Locale.ROOT, "\r%-" + SEARCH_WIDTH + "s", progress);
        out.print(terminal ? padded + (over ? "\n" : "") : progress + "\n");
        out.flush();
    }
}
