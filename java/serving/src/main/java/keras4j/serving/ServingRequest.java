package keras4j.serving;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Request with the values of its path.
 *
 * @param path the values by the names in the pattern of the path
 */
record ServingRequest(HttpExchange exchange, Map<String, String> path) {
    private static final String CSV = "text/csv";
    private static final Pattern SHORT_LENGTH = Pattern.compile("[0-9]{1,4}");

    @Nullable String model() {
        return path.get("model");
    }

    @Nullable String version() {
        return path.get("version");
    }

    /** Reads the body, up to a limit. */
    byte[] body(int most) throws IOException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        boolean longer = length != null && length.length() > 10;
        byte[] body = longer ? new byte[0] : read(length, most);
        if (longer || body.length > most) {
            throw HttpProblem.tooLarge("the body must have at most " + most + " bytes, got more");
        }
        return body;
    }

    /** Reads a short body, whose length is known, into its own array; others may be shorter than they say. */
    private byte[] read(@Nullable String length, int most) throws IOException {
        InputStream body = exchange.getRequestBody();
        int known = length != null && SHORT_LENGTH.matcher(length).matches() ? Integer.parseInt(length) : 0;
        if (known == 0 || known > most) {
            return body.readNBytes(most + 1);
        }
        byte[] bytes = new byte[known];
        int read = body.readNBytes(bytes, 0, known);
        return read == known ? bytes : Arrays.copyOf(bytes, read);
    }

    /** Returns whether the body is CSV; it is JSON otherwise. */
    boolean isCsv() {
        String type = header("Content-Type").toLowerCase(Locale.ROOT);
        List<String> parts = List.of(type.split("\\s*;\\s*", -1));
        boolean utf8 = parts.stream()
                .filter(part -> part.startsWith("charset="))
                .allMatch(part -> part.replace("\"", "").matches("charset=(utf-8|us-ascii)"));
        boolean csv = parts.get(0).equals(CSV);
        if (!utf8 || !(csv || parts.get(0).equals("application/json"))) {
            throw HttpProblem.unsupportedMediaType();
        }
        return csv;
    }

    boolean acceptsCsv() {
        return header("Accept").toLowerCase(Locale.ROOT).contains(CSV);
    }

    private String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value.strip();
    }

    boolean hasHeader(String name) {
        return exchange.getRequestHeaders().containsKey(name);
    }

    /** Returns the parameters of the query, which must be some of {@code accepted}. */
    Map<String, String> query(List<String> accepted) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (!accepted.contains(parts[0]) || parts.length < 2 || query.put(parts[0], parts[1]) != null) {
                throw HttpProblem.badRequest("parameters of the query must be some of " + Quoted.of(accepted)
                        + ", each once and with a value, got '" + Quoted.cut(pair) + "'");
            }
        }
        return query;
    }

    static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
