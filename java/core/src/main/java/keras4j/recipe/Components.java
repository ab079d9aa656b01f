package keras4j.recipe;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Eigenvalues and eigenvectors of the products of columns, {@code X'X}. Where there are fewer rows than columns, they are
 * computed from the smaller {@code XX'}, which has the same positive eigenvalues; {@code X'u} is an eigenvector for each of
 * its eigenvectors {@code u}.
 */
final class Components {
    /** The part of the largest eigenvalue above which {@code X'u} is as exact as an eigenvector of {@code X'X}. */
    private static final double SIGNIFICANT = 1e-9;

    private Components() {}

    /**
     * Returns one eigenvalue a column, and at least as many eigenvectors as are kept.
     *
     * @param columns the numbers, an array a column
     * @param kept the number of components to keep, by the eigenvalues
     */
    static Eigen of(double[][] columns, int rows, ToIntFunction<double[]> kept) {
        if (rows < columns.length) {
            Eigen small = Eigen.of(products(columns, rows));
            double[] values = Arrays.copyOf(small.values(), columns.length);
            int wanted = kept.applyAsInt(values);
            // The other directions, in which the rows do not vary, are eigenvectors of the large matrix alone.
            if (wanted > 0 && wanted <= rows && values[wanted - 1] > SIGNIFICANT * values[0]) {
                return new Eigen(
                        values,
                        Stream.of(small.vectors())
                                .limit(wanted)
                                .map(vector -> combined(columns, vector))
                                .toArray(double[][]::new));
            }
        }
        return Eigen.of(products(transposed(columns, rows), columns.length));
    }

    private static double[][] transposed(double[][] columns, int rows) {
        double[][] transposed = new double[rows][columns.length];
        for (int column = 0; column < columns.length; column++) {
            for (int row = 0; row < rows; row++) {
                transposed[row][column] = columns[column][row];
            }
        }
        return transposed;
    }

    /** Returns the sum of the outer products of the vectors with themselves, added in their order. */
    private static double[][] products(double[][] vectors, int size) {
        double[][] products = new double[size][size];
        for (int first = 0; first < size; first++) {
            double[] sums = products[first];
            for (double[] vector : vectors) {
                double factor = vector[first];
                for (int second = 0; second <= first; second++) {
                    sums[second] += factor * vector[second];
                }
            }
            for (int second = 0; second < first; second++) {
                products[second][first] = sums[second];
            }
        }
        return products;
    }

    /** Returns {@code X'u}, with length 1. */
    private static double[] combined(double[][] columns, double[] vector) {
        double[] combined = new double[columns.length];
        double squares = 0;
        for (int column = 0; column < columns.length; column++) {
            for (int row = 0; row < vector.length; row++) {
                combined[column] += vector[row] * columns[column][row];
            }
            squares += combined[column] * combined[column];
        }
        double length = Math.sqrt(squares);
        Arrays.setAll(combined, column -> combined[column] / length);
        Eigen.orient(combined);
        return combined;
    }
}
