package keras4j.internal.text;

import java.util.Locale;

/** Number format of Keras' progress lines. */
public final class ProgressNumbers {
    private ProgressNumbers() {}

    /**
     * Returns four decimals, or scientific notation for very small and very large numbers: {@code 0.9822}, {@code
     * 1.2000e-05}.
     */
    public static String of(double value) {
        double size = Math.abs(value);
        boolean plain = size == 0 || !Double.isFinite(value) || (size >= 1e-3 && size < 1e7);
        return String.format(Locale.ROOT, plain ? "%.4f" : "%.4e", value);
    }
}
