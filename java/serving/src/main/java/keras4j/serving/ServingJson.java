package keras4j.serving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** JSON of requests and answers: nesting and numbers of a request are limited, and its names are unique. */
final class ServingJson {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_DIGITS = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ServingJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Returns a text as JSON, in quotes. */
    static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads the body of a request. The message of a refusal has nothing of the body but the place. */
    static JsonNode read(byte[] body) {
        try {
            // A decoded text: Jackson would guess other encodings of bytes.
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException refused) {
            JsonLocation at = refused.getLocation();
            throw HttpProblem.badRequest("the body must be JSON with unique names, at most " + MAX_DEPTH
                    + " deep, got another text"
                    + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
        }
    }
}
