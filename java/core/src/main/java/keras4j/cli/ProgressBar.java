package keras4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import keras4j.ProgressListener;
import keras4j.Training;
import keras4j.tune.Progress;

/** Shows a fit on a terminal: a bar that fills with the batches, and a line for each epoch; of a search, a bar of its trials. */
public final class ProgressBar implements ProgressListener {
    private static final int WIDTH = 30;
    private static final int SEARCH = 78;
    private static final long REDRAW = 100_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private long drawn = System.nanoTime();

    /** Prints to standard output; the bar itself only where that is a terminal. */
    public ProgressBar() {
        this(System.out, onTerminal());
    }

    /** Since JDK 22 there is a console where there is no terminal, so the system is asked. */
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
    public void onProgress(Training training) {
        int batch = training.batch();
        int batches = training.batches();
        long now = System.nanoTime();
        if (terminal && batches > 0 && now - drawn > REDRAW) {
            drawn = now;
            int filled = WIDTH * batch / batches;
            out.print("\r[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + batch + "/" + batches);
            out.flush();
        }
    }

    @Override
    public void onEpochEnd(Training training, Map<String, Double> logs) {
        StringJoiner line = new StringJoiner("  ");
        int digits = String.valueOf(training.epochs()).length();
        line.add(String.format(Locale.ROOT, "epoch %" + digits + "d/%d", training.epoch(), training.epochs()));
        logs.forEach((name, value) -> line.add(String.format(Locale.ROOT, "%s %.4f", name, value)));
        out.println((terminal ? "\r" + " ".repeat(WIDTH + 20) + "\r" : "") + line);
    }

    /** A bar that fills; a line a task where there is no terminal. */
    @Override
    public void onSearch(Progress progress) {
        boolean over = progress.all().isPresent()
                && progress.done() >= progress.all().get().trials();
        String padded = String.format(Locale.ROOT, "\r%-" + SEARCH + "s", progress);
        out.print(terminal ? padded + (over ? "\n" : "") : progress + "\n");
        out.flush();
    }
}
