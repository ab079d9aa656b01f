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

    /** Whether text has no control characters but tab and line breaks, no halves of characters and none that turn it. */
    static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Utf8::isOdd);
    }

    private static boolean isOdd(int point) {
        boolean turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        boolean control = Character.isISOControl(point) && point != '\t' && point != '\n' && point != '\r';
        return turns || control || (point >= 0xD800 && point <= 0xDFFF);
    }
}
