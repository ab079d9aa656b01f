package keras4j.text;

import java.util.Locale;

/** Numbers as Keras' progress lines print them. */
public final class Figures {
    private Figures() {}

    /** Four decimals, or powers of ten where these would show nothing: {@code 0.9822}, {@code 1.2000e-05}. */
    public static String of(double value) {
        double size = Math.abs(value);
        boolean plain = size == 0 || !Double.isFinite(value) || (size >= 1e-3 && size < 1e7);
        return String.format(Locale.ROOT, plain ? "%.4f" : "%.4e", value);
    }
}
