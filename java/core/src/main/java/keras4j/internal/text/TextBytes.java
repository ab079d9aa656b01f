package keras4j.internal.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Conversion of texts to UTF-8 of one width, padded with zeros, and back. */
public final class TextBytes {
    private TextBytes() {}

    /** Returns the UTF-8 of each text, without padding. */
    public static byte[][] of(String[] texts) {
        byte[][] all = new byte[texts.length][];
        for (int at = 0; at < texts.length; at++) {
            all[at] = bytes(texts[at], at);
        }
        return all;
    }

    private static byte[] bytes(String text, int at) {
        if (text.indexOf('\0') >= 0) {
            throw must("have no character NUL", "one in text " + at);
        }
        return encoded(text, at);
    }

    private static byte[] encoded(String text, int at) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException half) {
            throw must("have whole characters", "half a surrogate pair in text " + at);
        }
    }

    private static IllegalArgumentException must(String accepted, String got) {
        return new IllegalArgumentException("Tensor: texts must " + accepted + ", got " + got);
    }

    /** Returns the bytes of the longest text, 1 or more. */
    public static int width(byte[][] texts) {
        return Arrays.stream(texts).mapToInt(text -> text.length).reduce(1, Math::max);
    }

    private static int length(byte[] padded) {
        int length = 0;
        while (length < padded.length && padded[length] != 0) {
            length++;
        }
        return length;
    }

    /**
     * Returns the texts in bytes of some width each; the zeros at the end of a text are left out.
     *
     * @param bytes the UTF-8 of the texts, from position 0 to the capacity
     */
    public static String[] texts(ByteBuffer bytes, int width) {
        String[] texts = new String[bytes.capacity() / width];
        byte[] one = new byte[width];
        for (int at = 0; at < texts.length; at++) {
            bytes.get(at * width, one);
            texts[at] = new String(one, 0, length(one), StandardCharsets.UTF_8);
        }
        return texts;
    }
}
