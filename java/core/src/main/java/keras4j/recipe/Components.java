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

    private static final int PART_ROWS = 1024;

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
        return Eigen.of(productsOfColumns(columns, rows));
    }

    /**
     * Returns the products of the columns with each other, each added in the order of the rows. Four products are added
     * side by side, and a part of the rows that the processor's cache holds is read for all of them.
     */
    private static double[][] productsOfColumns(double[][] columns, int rows) {
        double[][] products = new double[columns.length][columns.length];
        for (int from = 0; from < rows; from += PART_ROWS) {
            int to = Math.min(rows, from + PART_ROWS);
            for (int first = 0; first < columns.length; first++) {
                int second = 0;
                for (; second + 3 <= first; second += 4) {
                    addFour(products[first], columns, first, second, from, to);
                }
                for (; second <= first; second++) {
                    addOne(products[first], columns, first, second, from, to);
                }
            }
        }
        return mirrored(products);
    }

    private static void addFour(double[] sums, double[][] columns, int first, int at, int from, int to) {
        double[] x = columns[first];
        double[] a = columns[at];
        double[] b = columns[at + 1];
        double[] c = columns[at + 2];
        double[] d = columns[at + 3];
        double sumA = sums[at];
        double sumB = sums[at + 1];
        double sumC = sums[at + 2];
        double sumD = sums[at + 3];
        for (int row = from; row < to; row++) {
            double factor = x[row];
            sumA += factor * a[row];
            sumB += factor * b[row];
            sumC += factor * c[row];
            sumD += factor * d[row];
        }
        sums[at] = sumA;
        sums[at + 1] = sumB;
        sums[at + 2] = sumC;
        sums[at + 3] = sumD;
    }

    private static void addOne(double[] sums, double[][] columns, int first, int second, int from, int to) {
        double sum = sums[second];
        for (int row = from; row < to; row++) {
            sum += columns[first][row] * columns[second][row];
        }
        sums[second] = sum;
    }

    /** Returns the sum of the outer products of the vectors with themselves, added in their order. */
    private static double[][] products(double[][] vectors, int size) {
        double[][] products = new double[size][size];
        for (int first = 0; first < size; first++) {
            for (double[] vector : vectors) {
                add(products[first], vector, first);
            }
        }
        return mirrored(products);
    }

    private static void add(double[] sums, double[] vector, int first) {
        double factor = vector[first];
        for (int second = 0; second <= first; second++) {
            sums[second] += factor * vector[second];
        }
    }

    private static double[][] mirrored(double[][] products) {
        for (int first = 0; first < products.length; first++) {
            for (int second = 0; second < first; second++) {
                products[second][first] = products[first][second];
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
