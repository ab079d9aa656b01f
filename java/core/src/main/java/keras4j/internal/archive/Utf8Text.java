package keras4j.internal.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import keras4j.archive.ValidationRule;

/** Strict decoding of UTF-8, as Keras writes it. */
public final class Utf8Text {
    private Utf8Text() {}

    /** Returns the text of these bytes, which must be UTF-8 without a byte order mark. */
    public static String read(ByteBuffer bytes, Validator rules) {
        String text = "";
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(bytes.duplicate())
                    .toString();
        } catch (CharacterCodingException other) {
            rules.require(ValidationRule.JSON_UTF8, false, "text must be UTF-8", "other bytes");
        }
        boolean bare = text.isEmpty() || text.charAt(0) != '\uFEFF';
        rules.require(ValidationRule.JSON_UTF8, bare, "text must be UTF-8 without a byte order mark", "one");
        return text;
    }
}
