package keras4j.internal.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text resources of the jar. */
final class JarResources {
    private JarResources() {}

    /** Returns the text of a file below {@code /keras4j}. */
    static String text(String path) {
        try (InputStream in = JarResources.class.getResourceAsStream("/keras4j/" + path)) {
            if (in == null) {
                throw new IllegalStateException("keras4j's jar is damaged: it lacks " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
