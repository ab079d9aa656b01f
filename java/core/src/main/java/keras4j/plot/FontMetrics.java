package keras4j.plot;

/**
 * Font metrics, estimated without a font so that a picture is the same on every machine. The widths are those of wide
 * sans-serif fonts; text in other fonts is narrower.
 */
final class FontMetrics {
    /** Widths in hundredths of the font size, from the space to the tilde. */
    private static final int[] ASCII = {
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34,
                84, 84,
        84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
                69, 39,
        34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82,
                59, 59,
        52, 64, 34, 64, 84
    };

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int MIN_WIDE_CODE_POINT = 0x1100;

    private FontMetrics() {}

    /** Returns the width as a multiple of the font size. */
    static double width(String text) {
        return text.codePoints().map(FontMetrics::width).sum() / 100.0;
    }

    private static int width(int point) {
        if (point >= ' ' && point <= '~') {
            return ASCII[point - ' '];
        }
        if (joins(point)) {
            return 0;
        }
        boolean symbols = point >= 0x2000 && point < 0x2E80;
        return point >= MIN_WIDE_CODE_POINT && !symbols ? (point > 0xFFFF ? 130 : 100) : 70;
    }

    private static boolean joins(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.FORMAT || type == Character.CONTROL;
    }

    /** Returns the text, or as much of its start as fits before {@code …}. */
    static String fit(String text, double room) {
        if (width(text) <= room) {
            return text;
        }
        int end = 0;
        double used = width('…') / 100.0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            used += width(point) / 100.0;
            if (used > room) {
                break;
            }
            end += Character.charCount(point);
        }
        return trimmed(text.substring(0, end)) + "…";
    }

    private static String trimmed(String start) {
        int end = start.length();
        while (end > 0 && (start.charAt(end - 1) == ZERO_WIDTH_JOINER || start.charAt(end - 1) == ' ')) {
            end--;
        }
        return start.substring(0, end);
    }
}
