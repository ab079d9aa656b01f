package keras4j.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Computation of axis ticks: multiples of 1, 2 or 5 times a power of ten. */
final class AxisTicks {
    private static final double MIN_STEP = 1e-300;

    private AxisTicks() {}

    /**
     * Returns about {@code wanted} ticks inside the span and at least two, closer ones if necessary; on request at
     * whole numbers only.
     */
    static List<AxisTick> linear(NumericExtent span, int wanted, boolean whole) {
        List<AxisTick> ticks = List.of();
        for (int more = Math.max(1, wanted); ticks.size() < 2 && more <= 4 * Math.max(1, wanted); more *= 2) {
            ticks = multiples(span, more, whole);
        }
        return ticks;
    }

    private static List<AxisTick> multiples(NumericExtent span, int wanted, boolean whole) {
        BigDecimal step = step(span.length() / wanted);
        if (whole && step.compareTo(BigDecimal.ONE) < 0) {
            step = BigDecimal.ONE;
        }
        double size = step.doubleValue();
        long first = (long) Math.ceil(span.low() / size - 1e-9);
        long last = (long) Math.floor(span.high() / size + 1e-9);
        BigDecimal unit = step;
        return LongStream.rangeClosed(first, last)
                .mapToObj(BigDecimal::valueOf)
                .map(unit::multiply)
                .map(value -> new AxisTick(value.doubleValue(), label(value)))
                .toList();
    }

    /** Returns the smallest of 1, 2, 5 times a power of ten that is at least this number. */
    private static BigDecimal step(double atLeast) {
        int power = (int) StrictMath.floor(StrictMath.log10(Math.max(atLeast, MIN_STEP)));
        return IntStream.of(1, 2, 5, 10)
                .mapToObj(digit -> BigDecimal.valueOf(digit).scaleByPowerOfTen(power))
                .filter(step -> step.doubleValue() >= atLeast * (1 - 1e-9))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the ticks of a logarithmic axis: powers of ten, thinned out to {@code wanted}, or 1, 2 and 5 times these
     * on a short axis.
     */
    static List<AxisTick> logarithmic(NumericExtent span, int wanted) {
        int first = (int) StrictMath.floor(StrictMath.log10(span.low()));
        int last = (int) StrictMath.ceil(StrictMath.log10(span.high()));
        int[] digits = last - first <= 2 ? new int[] {1, 2, 5} : new int[] {1};
        int every = Math.max(1, (last - first) / Math.max(1, wanted));
        List<AxisTick> ticks = IntStream.rangeClosed(first, last)
                .filter(power -> Math.floorMod(power, every) == 0)
                .boxed()
                .flatMap(power -> IntStream.of(digits)
                        .mapToObj(digit -> BigDecimal.valueOf(digit).scaleByPowerOfTen(power)))
                .map(value -> new AxisTick(value.doubleValue(), label(value)))
                .filter(tick -> tick.value() >= span.low() * (1 - 1e-9) && tick.value() <= span.high() * (1 + 1e-9))
                .toList();
        return ticks.size() < 2 ? linear(span, wanted, false) : ticks;
    }

    /** Formats a number in few characters: {@code 0.25}, {@code 12,000}, {@code 5e−7}; U+2212 is the minus sign. */
    static String label(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        int power = plain.precision() - plain.scale() - 1;
        String text = power < -4 || power > 6
                ? plain.scaleByPowerOfTen(-power).toPlainString() + "e" + power
                : grouped(plain.toPlainString());
        return text.replace('-', '−');
    }

    /** Formats a measured number: three significant digits, and all digits of whole numbers. */
    static String label(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        int left = exact.precision() - exact.scale();
        int scale = value == 0 ? 0 : Math.max(left > 7 ? 3 - left : 0, 3 - left);
        return label(exact.setScale(scale, RoundingMode.HALF_EVEN));
    }

    /** Formats a number with at most this many decimals. */
    static String label(double value, int decimals) {
        return Double.isFinite(value)
                ? label(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN))
                : label(value);
    }

    private static String grouped(String plain) {
        int end = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        String whole = plain.substring(0, end).replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",");
        return whole + plain.substring(end);
    }
}
