package keras4j.internal.text;

import java.util.Locale;

/** Check of text for invisible characters: controls, and those that change the direction of text. */
public final class PlainText {
    private PlainText() {}

    /**
     * Returns true if text has no control characters except tab and line breaks, no lone surrogates and no
     * bidirectional controls.
     */
    public static boolean is(String text) {
        return text.codePoints().noneMatch(PlainText::isOdd);
    }

    private static boolean isOdd(int point) {
        boolean turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        boolean control = Character.isISOControl(point) && point != '\t' && point != '\n' && point != '\r';
        return turns || control || (point >= 0xD800 && point <= 0xDFFF);
    }

    /** Returns true if text is plain except for form feeds, which Python source may contain. */
    public static boolean isPython(String text) {
        return is(text.replace('\f', '\n'));
    }

    /** Returns true if text is plain and a single line. */
    public static boolean isLine(String text) {
        return is(text) && text.chars().noneMatch(each -> each == '\n' || each == '\r');
    }

    /** Returns any text as one plain line, with other characters as Java escapes. */
    public static String line(String text) {
        if (isLine(text)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(point -> {
            String one = Character.toString(point);
            line.append(isLine(one) ? one : String.format(Locale.ROOT, "\\u%04x", point));
        });
        return line.toString();
    }
}
