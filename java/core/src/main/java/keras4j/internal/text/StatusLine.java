package keras4j.internal.text;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lines of progress on standard error: whole lines that stay, and on a terminal one line below them that is drawn again
 * and again. No other class of the library prints.
 */
public final class StatusLine {
    private static final int MAX_WIDTH = 110;

    private final PrintStream out;
    private final boolean terminal;
    private int width;

    /** Creates a display on standard error. */
    public StatusLine() {
        // In the C locale the stream of the JVM would replace letters such as an ellipsis.
        this(new PrintStream(System.err, true, StandardCharsets.UTF_8), onTerminal());
    }

    /** Creates a display on a stream, which may be a terminal. */
    public StatusLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Returns true if standard error is a terminal. Since JDK 22 a console exists even without one. */
    public static boolean onTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/2")).startsWith("/dev/pts");
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Returns whether lines can be drawn. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Prints a line that stays. */
    public synchronized void print(String line) {
        if (width > 0) {
            draw("");
            out.print("\r");
        }
        out.println(line);
        width = 0;
    }

    /** Draws the line in place of the one that was drawn before; does nothing without a terminal. */
    public synchronized void draw(String line) {
        if (terminal) {
            String shown = line.length() > MAX_WIDTH ? line.substring(0, MAX_WIDTH - 1) + "…" : line;
            out.print("\r" + shown + " ".repeat(Math.max(0, width - shown.length())));
            out.flush();
            width = shown.length();
        }
    }

    /** Ends the line, if one is drawn. */
    public synchronized void end() {
        if (terminal && width > 0) {
            out.println();
        }
        width = 0;
    }
}
