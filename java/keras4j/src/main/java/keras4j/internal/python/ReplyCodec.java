package keras4j.internal.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import keras4j.python.PythonException;

/** Codec for the JSON that the Python half writes and reads, and for the replies of its functions. */
final class ReplyCodec {
    /**
     * Mapper with two extensions: Python writes NaN and the infinities as bare words; Jep loses half a surrogate pair
     * unless it is escaped.
     */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private ReplyCodec() {}

    /**
     * Decodes the reply of a function.
     *
     * @param kind {@code ok}, {@code gone} or {@code error}
     * @param text the value as JSON, the message, or the description of the exception as JSON
     * @throws StaleHandleException an id was dead
     * @throws PythonException Python raised
     */
    static PythonReply of(String kind, String text, List<byte[]> attachments, String what) {
        if (kind.equals("gone")) {
            throw new StaleHandleException(text);
        }
        JsonNode value = tree(text);
        if (kind.equals("error")) {
            throw PythonException.of(value, what);
        }
        return new PythonReply(value, attachments);
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
            throw new IllegalStateException("The Python half sent invalid JSON: " + text, impossible);
        }
    }
}
