package keras4j.serving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Page that shows the models and lets a person try a row. Its policy allows no script or style but its own. */
final class ServerPage {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action"
                    + " 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer");

    private ServerPage() {}

    static HttpAnswer html(ServingRequest request) {
        return file("page.html", "text/html; charset=utf-8");
    }

    static HttpAnswer script(ServingRequest request) {
        return file("page.js", "text/javascript; charset=utf-8");
    }

    static HttpAnswer style(ServingRequest request) {
        return file("page.css", "text/css; charset=utf-8");
    }

    private static HttpAnswer file(String name, String mediaType) {
        try (InputStream file = ServerPage.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("Serving: the jar must have " + name + ", got none");
            }
            return new HttpAnswer(200, mediaType, new String(file.readAllBytes(), StandardCharsets.UTF_8), HEADERS);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
