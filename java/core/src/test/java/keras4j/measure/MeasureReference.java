package keras4j.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import keras4j.data.Labels;

/** Predictions of real data, and scikit-learn's results for them; {@code test_measure_reference.py} recomputes both. */
final class MeasureReference {
    private static final JsonNode JSON = read();

    private MeasureReference() {}

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(MeasureReference.class.getResourceAsStream("reference.json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode expected(String data) {
        return JSON.get("expected").get(data);
    }

    static TruthEstimates cases(String data, boolean weighted) {
        JsonNode node = JSON.get("cases").get(data);
        TruthEstimates cases = data.equals("cars")
                ? TruthEstimates.of(doubles(node.get("truth")), doubles(node.get("predicted")))
                : TruthEstimates.of(labels(node, "truth"), matrix(node.get("probabilities")));
        return weighted ? cases.weights(doubles(node.get("weights"))) : cases;
    }

    static Labels labels(JsonNode node, String name) {
        List<String> levels =
                elements(node.get("levels")).stream().map(JsonNode::asText).toList();
        return Labels.of(
                levels,
                elements(node.get(name)).stream().mapToInt(JsonNode::asInt).toArray());
    }

    static double[] doubles(JsonNode array) {
        return elements(array).stream().mapToDouble(JsonNode::asDouble).toArray();
    }

    static double[][] matrix(JsonNode rows) {
        return elements(rows).stream().map(MeasureReference::doubles).toArray(double[][]::new);
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
