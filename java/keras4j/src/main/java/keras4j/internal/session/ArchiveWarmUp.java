package keras4j.internal.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import keras4j.fitted.Fitted;
import keras4j.internal.python.BackgroundWork;

/**
 * Warm-up of the classes that read archives, while Python starts: a small archive is read, which takes the first one of
 * the user half a second less.
 */
public final class ArchiveWarmUp {
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private ArchiveWarmUp() {}

    /** Begins the warm-up, once, on a thread of its own; on a single processor it would only delay the start. */
    static void begin() {
        if (Runtime.getRuntime().availableProcessors() > 1 && BEGUN.compareAndSet(false, true)) {
            var unused = BackgroundWork.start("keras4j-warm-up", ArchiveWarmUp::archive);
        }
    }

    /** Reads the archive. */
    public static Fitted archive() {
        try (InputStream archive = ArchiveWarmUp.class.getResourceAsStream("/keras4j/warm-up.keras4j")) {
            return Fitted.ofBytes(Objects.requireNonNull(archive).readAllBytes());
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
