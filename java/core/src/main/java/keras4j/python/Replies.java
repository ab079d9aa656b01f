package keras4j.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** JSON as the Python half writes and reads it, and what its answers mean. */
final class Replies {
    /** Python writes NaN and the infinities as bare words; Jep loses half a surrogate pair unless it is escaped. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private Replies() {}

    /**
     * What a function gave back.
     *
     * @param kind {@code ok}, {@code gone} or {@code error}
     * @param text its value as JSON, the words, or the description of the exception as JSON
     * @throws GoneException an id was dead
     * @throws PythonException Python raised
     */
    static Reply of(String kind, String text, List<byte[]> attachments, String what) {
        if (kind.equals("gone")) {
            throw new GoneException(text);
        }
        JsonNode value = tree(text);
        if (kind.equals("error")) {
            throw PythonException.of(value, what);
        }
        return new Reply(value, attachments);
    }

    static String text(JsonNode value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The Python half sent what is not JSON: " + text, impossible);
        }
    }
}
