package keras4j.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that are packed into the jar. */
final class Packed {
    private Packed() {}

    /** The text of a file below {@code /keras4j}. */
    static String text(String path) {
        try (InputStream in = Packed.class.getResourceAsStream("/keras4j/" + path)) {
            if (in == null) {
                throw new IllegalStateException("keras4j's jar is damaged: it lacks " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
