package keras4j.plot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Distinguishability of the colours, with and without colour blindness. */
class SeriesColorTest {
    /**
     * Colour-blind vision as matrices on linear red, green and blue: G. M. Machado and others,
     * doi:10.1109/TVCG.2009.113, severity 1.
     */
    private static final double[][][] EYES = {
        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
        {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
        {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}
    };

    private static double[] linear(String hex) {
        return IntStream.of(1, 3, 5)
                .mapToDouble(at -> Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0)
                .map(share -> share > 0.04045 ? StrictMath.pow((share + 0.055) / 1.055, 2.4) : share / 12.92)
                .toArray();
    }

    private static double[] product(double[][] matrix, double[] vector) {
        return IntStream.range(0, 3)
                .mapToDouble(row -> IntStream.range(0, 3)
                        .mapToDouble(column -> matrix[row][column] * vector[column])
                        .sum())
                .toArray();
    }

    private static double luminance(double[] rgb) {
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    }

    /** Returns CIE 1976 L*a*b* under D65. */
    private static double[] lab(double[] rgb) {
        double x = root((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
        double y = root(luminance(rgb));
        double z = root((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double value) {
        return value > 0.008856 ? StrictMath.cbrt(value) : 7.787 * Math.max(0, value) + 16 / 116.0;
    }

    private static double distance(double[] one, double[] other) {
        return Math.sqrt(IntStream.range(0, 3)
                .mapToDouble(axis -> (one[axis] - other[axis]) * (one[axis] - other[axis]))
                .sum());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void no_two_series_look_alike_to_any_eyes(boolean dark) {
        for (int eyes = 0; eyes < EYES.length; eyes++) {
            double[][] matrix = EYES[eyes];
            for (int one = 0; one < SeriesColor.hues(); one++) {
                for (int other = 0; other < one; other++) {
                    double apart = distance(
                            lab(product(matrix, linear(SeriesColor.series(one).hex(dark)))),
                            lab(product(matrix, linear(SeriesColor.series(other).hex(dark)))));
                    assertTrue(
                            apart > 10, SeriesColor.series(one) + " and " + SeriesColor.series(other) + ": " + apart);
                }
            }
        }
    }

    private static double contrast(SeriesColor ink, SeriesColor ground, boolean dark) {
        double one = luminance(linear(ink.hex(dark))) + 0.05;
        double other = luminance(linear(ground.hex(dark))) + 0.05;
        return Math.max(one, other) / Math.min(one, other);
    }

    /** Checks the minimum contrast of <a href="https://www.w3.org/TR/WCAG22/#contrast-minimum">WCAG</a>. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void text_stands_out_from_its_ground(boolean dark) {
        assertTrue(contrast(SeriesColor.TEXT, SeriesColor.SURFACE, dark) > 7);
        assertTrue(contrast(SeriesColor.MUTED, SeriesColor.SURFACE, dark) > 4.5);
        assertTrue(contrast(SeriesColor.MUTED, SeriesColor.CARD, dark) > 4.5);
        assertTrue(contrast(SeriesColor.ON_STRONG, SeriesColor.HIGH, dark) > 4.5);
        assertTrue(contrast(SeriesColor.ON_STRONG, SeriesColor.LOW, dark) > 4.5);
        IntStream.range(0, 4)
                .forEach(place -> assertTrue(contrast(SeriesColor.series(place), SeriesColor.SURFACE, dark) > 3));
    }
}
