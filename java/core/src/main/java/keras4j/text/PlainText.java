package keras4j.text;

import java.util.Locale;

/** Text that shows what it is: it moves no cursor, changes no colour and does not run backwards. */
public final class PlainText {
    private PlainText() {}

    /** Whether text has no control characters but tab and line breaks, no halves of characters and none that turn it. */
    public static boolean is(String text) {
        return text.codePoints().noneMatch(PlainText::isOdd);
    }

    private static boolean isOdd(int point) {
        boolean turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        boolean control = Character.isISOControl(point) && point != '\t' && point != '\n' && point != '\r';
        return turns || control || (point >= 0xD800 && point <= 0xDFFF);
    }

    /** Whether text is plain but for page breaks, which may stand in Python. */
    public static boolean isPython(String text) {
        return is(text.replace('\f', '\n'));
    }

    /** Whether text is plain and one line. */
    public static boolean isLine(String text) {
        return is(text) && text.chars().noneMatch(each -> each == '\n' || each == '\r');
    }

    /** Any text as one plain line, with Java's escapes in place of the rest. */
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
