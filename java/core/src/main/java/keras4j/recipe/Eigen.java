package keras4j.recipe;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, in descending order of the values. Vectors have length 1 and the sign
 * of {@link #orient}.
 */
final class Eigen {
    private static final double TIE = 1e-9;

    private final double[] values;
    private final double[][] vectors;

    Eigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    double[] values() {
        return values;
    }

    /** Returns the eigenvectors, one a row. */
    double[][] vectors() {
        return vectors;
    }

    static Eigen of(double[][] symmetric) {
        if (symmetric.length == 0) {
            return new Eigen(new double[0], new double[0][]);
        }
        // The library squares entries, which must neither overflow nor vanish; a power of 2 changes no digit.
        int exponent = exponent(symmetric);
        EigenDecompositionSymmetric found = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(
                Stream.of(symmetric).map(row -> scaled(row, -exponent)).toArray(double[][]::new)));
        double[][] vectors = found.getVT().getData();
        Stream.of(vectors).forEach(Eigen::orient);
        return new Eigen(scaled(found.getEigenvalues(), exponent), vectors);
    }

    private static int exponent(double[][] rows) {
        double largest = Stream.of(rows).mapToDouble(Eigen::largest).max().orElseThrow();
        return largest == 0 ? 0 : Math.getExponent(largest);
    }

    private static double[] scaled(double[] numbers, int exponent) {
        return DoubleStream.of(numbers)
                .map(number -> Math.scalb(number, exponent))
                .toArray();
    }

    private static double largest(double[] numbers) {
        return DoubleStream.of(numbers).map(Math::abs).max().orElse(0);
    }

    /**
     * Turns a vector so that its entry of largest absolute value is positive. Of entries that are equally large, up to
     * rounding, the first decides.
     */
    static void orient(double[] vector) {
        double least = largest(vector) * (1 - TIE);
        double deciding = DoubleStream.of(vector)
                .filter(entry -> Math.abs(entry) >= least)
                .findFirst()
                .orElse(0);
        for (int at = 0; at < vector.length && deciding < 0; at++) {
            vector[at] = -vector[at];
        }
    }
}
