package keras4j.internal.interval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Sums over rows, and SciPy's results for them; {@code test_interval_reference.py} recomputes both. */
final class IntervalReference {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode JSON = read();

    private IntervalReference() {}

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(IntervalReference.class.getResourceAsStream("reference.json"))) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode expected(String name) {
        return JSON.get("expected").get(name);
    }

    static JsonNode given(String name) {
        return JSON.get("cases").get(name);
    }

    static SufficientStatistics sums(String name) {
        try {
            return MAPPER.treeToValue(given(name), SufficientStatistics.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all numbers in some JSON, in order. */
    static double[] numbers(JsonNode node) {
        List<Double> all = new ArrayList<>();
        collect(node, all);
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void collect(JsonNode node, List<Double> all) {
        if (node.isNumber()) {
            all.add(node.asDouble());
        }
        node.forEach(each -> collect(each, all));
    }
}
