package keras4j.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.ByteBuffer;
import keras4j.text.PlainText;

/** Reads a JSON document of a file that came from elsewhere. */
final class JsonReader {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(1 << 16)
                            .maxNameLength(256)
                            .maxNumberLength(64)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String name;
    private final int largest;
    private final Rules rules;

    /**
     * @param name what the document is called
     * @param largest the most bytes that it may have
     */
    JsonReader(String name, int largest, Rules rules) {
        this.name = name;
        this.largest = largest;
        this.rules = rules;
    }

    JsonNode read(byte[] json) {
        rules.require(
                Rule.JSON_SIZE, json.length <= largest, name + " must have at most " + largest + " bytes", json.length);
        JsonNode tree = tree(Utf8.read(ByteBuffer.wrap(json), rules));
        check(tree);
        return tree;
    }

    private JsonNode tree(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            rules.require(Rule.JSON_FORM, !tree.isMissingNode(), name + " must be JSON", "nothing");
            return tree;
        } catch (JsonProcessingException damaged) {
            rules.require(Rule.JSON_FORM, false, name + " must be JSON", damaged.getOriginalMessage());
            return MissingNode.getInstance();
        }
    }

    private void check(JsonNode node) {
        boolean number = !node.isNumber()
                || (node.isIntegralNumber() ? node.canConvertToLong() : Double.isFinite(node.doubleValue()));
        rules.require(Rule.JSON_NUMBERS, number, name + " must have finite numbers of 64 bits", node);
        plain(node.isTextual() ? node.textValue() : "");
        node.fieldNames().forEachRemaining(this::plain);
        node.forEach(this::check);
    }

    private void plain(String text) {
        rules.require(
                Rule.JSON_TEXT,
                PlainText.is(text),
                name + " must have text without control characters, halves of characters and turns of direction",
                "some");
    }
}
