package keras4j.internal.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.ByteBuffer;
import keras4j.archive.ValidationRule;
import keras4j.internal.text.PlainText;

/** Reader of JSON documents from untrusted files. */
public final class JsonReader {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(1 << 16)
                            .maxNameLength(256)
                            .maxNumberLength(64)
                            .maxTokenCount(1 << 20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String name;
    private final int largest;
    private final Validator rules;

    /**
     * Creates a reader.
     *
     * @param name the name of the document in error messages
     * @param largest the maximum size in bytes
     */
    public JsonReader(String name, int largest, Validator rules) {
        this.name = name;
        this.largest = largest;
        this.rules = rules;
    }

    public JsonNode read(byte[] json) {
        rules.require(
                ValidationRule.JSON_SIZE,
                json.length <= largest,
                name + " must have at most " + largest + " bytes",
                json.length);
        JsonNode tree = tree(Utf8Text.read(ByteBuffer.wrap(json), rules));
        check(tree);
        return tree;
    }

    private JsonNode tree(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            rules.require(ValidationRule.JSON_FORM, !tree.isMissingNode(), name + " must be JSON", "nothing");
            return tree;
        } catch (JsonProcessingException damaged) {
            rules.require(ValidationRule.JSON_FORM, false, name + " must be JSON", damaged.getOriginalMessage());
            return MissingNode.getInstance();
        }
    }

    private void check(JsonNode node) {
        boolean number = !node.isNumber()
                || (node.isIntegralNumber() ? node.canConvertToLong() : Double.isFinite(node.doubleValue()));
        rules.require(ValidationRule.JSON_NUMBERS, number, name + " must have finite numbers of 64 bits", node);
        plain(node.isTextual() ? node.textValue() : "");
        node.fieldNames().forEachRemaining(this::plain);
        node.forEach(this::check);
    }

    private void plain(String text) {
        rules.require(
                ValidationRule.JSON_TEXT,
                PlainText.is(text),
                name + " must have text without control characters, unpaired surrogates and bidirectional controls",
                "some");
    }
}
