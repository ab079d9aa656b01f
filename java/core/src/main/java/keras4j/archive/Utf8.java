package keras4j.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text as Keras writes it. */
final class Utf8 {
    private Utf8() {}

    /** The text of these bytes, which must be UTF-8 without a mark before it. */
    static String read(ByteBuffer bytes, Rules rules) {
        String text = "";
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(bytes.duplicate())
                    .toString();
        } catch (CharacterCodingException other) {
            rules.require(Rule.JSON_UTF8, false, "text must be UTF-8", "other bytes");
        }
        boolean bare = text.isEmpty() || text.charAt(0) != '\uFEFF';
        rules.require(Rule.JSON_UTF8, bare, "text must be UTF-8 without a mark before it", "a mark");
        return text;
    }
}
