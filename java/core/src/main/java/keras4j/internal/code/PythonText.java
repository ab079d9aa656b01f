package keras4j.internal.code;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Conversion of texts, numbers and names to Python source, in pure ASCII; no other class converts them. */
final class PythonText {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> KEYWORDS = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");

    private PythonText() {}

    /** Returns a Python identifier; anything else is rejected, so that no text becomes code. */
    static String identifier(String name) {
        if (!NAME.matcher(name).matches() || isKeyword(name)) {
            throw new IllegalArgumentException("code: a name must be a Python identifier, got " + string(name));
        }
        return name;
    }

    static boolean isKeyword(String name) {
        return KEYWORDS.contains(name);
    }

    /** Returns a name of identifiers joined by dots. */
    static String dotted(String symbol) {
        for (String name : symbol.split("\\.", -1)) {
            identifier(name);
        }
        return symbol;
    }

    /** Returns a literal that Python reads back as the same text, lone surrogates included. */
    static String string(String text) {
        long doubles = text.chars().filter(c -> c == '"').count();
        char quote = doubles > text.chars().filter(c -> c == '\'').count() ? '\'' : '"';
        StringBuilder literal = new StringBuilder().append(quote);
        text.codePoints().forEach(point -> literal.append(escaped(point, quote)));
        return literal.append(quote).toString();
    }

    private static String escaped(int point, char quote) {
        if (point == quote || point == '\\') {
            return "\\" + (char) point;
        }
        if (point >= ' ' && point <= '~') {
            return String.valueOf((char) point);
        }
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                String.format(Locale.ROOT, point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x", point);
        };
    }

    /** Returns the shortest text that reads back as the same number, as Python's {@code repr} does. */
    static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new IllegalArgumentException("code: a number must be finite, got " + number);
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(number).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent < -4 || exponent >= 16) {
            String digits = shortest.movePointLeft(exponent).toPlainString();
            return digits + "e" + (exponent < 0 ? "-" : "") + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
        }
        String plain = shortest.toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    // Before JDK 19 Double.toString is not always the shortest; the text of a spec must not depend on the JDK.
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == number) {
                return rounded;
            }
        }
        return exact.round(new MathContext(17));
    }
}
