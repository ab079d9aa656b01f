package keras4j.internal.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON text of values that Jackson writes and reads, so that they can be sent to other processes. */
public final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    /** Returns a value as JSON. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text is not the JSON of such a value
     */
    public static <T> T read(String json, Class<T> type) {
        String subject = type.getSimpleName();
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException(subject + ": JSON must describe a value, got null");
            }
            return value;
        } catch (JsonProcessingException refused) {
            if (refused.getCause() instanceof IllegalArgumentException cause) {
                throw cause;
            }
            throw new IllegalArgumentException(
                    subject + ": JSON must be that of a " + subject + ", got "
                            + Quoted.cut(refused.getOriginalMessage()),
                    refused);
        }
    }
}
