package keras4j.recipe;

import java.util.stream.IntStream;

/**
 * Eigenvalues and vectors of a symmetric matrix by Jacobi's rotations, the largest value first; each vector's largest entry
 * is positive.
 *
 * <p>G. H. Golub, C. F. Van Loan: Matrix Computations, 4th edition, 8.5.
 */
final class Eigen {
    private static final int SWEEPS = 60;

    private final double[] values;
    private final double[][] vectors;

    private Eigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    double[] values() {
        return values;
    }

    /** A row a vector. */
    double[][] vectors() {
        return vectors;
    }

    static Eigen of(double[][] symmetric) {
        int size = symmetric.length;
        double[][] matrix = new double[size][];
        double[][] rotations = new double[size][size];
        for (int at = 0; at < size; at++) {
            matrix[at] = symmetric[at].clone();
            rotations[at][at] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS && !diagonal(matrix); sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(matrix, rotations, p, q);
                }
            }
        }
        return sorted(matrix, rotations);
    }

    private static boolean diagonal(double[][] matrix) {
        double off = 0;
        double on = 0;
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < matrix.length; column++) {
                double square = matrix[row][column] * matrix[row][column];
                on += row == column ? square : 0;
                off += row == column ? 0 : square;
            }
        }
        return off <= 1e-30 * on;
    }

    private static void rotate(double[][] matrix, double[][] rotations, int p, int q) {
        if (matrix[p][q] == 0) {
            return;
        }
        double tau = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
        double cosine = 1 / Math.hypot(1, tangent);
        double sine = tangent * cosine;
        for (int at = 0; at < matrix.length; at++) {
            turn(matrix[at], p, q, cosine, sine);
            turn(rotations[at], p, q, cosine, sine);
        }
        for (int at = 0; at < matrix.length; at++) {
            double first = matrix[p][at];
            double second = matrix[q][at];
            matrix[p][at] = cosine * first - sine * second;
            matrix[q][at] = sine * first + cosine * second;
        }
    }

    private static void turn(double[] row, int p, int q, double cosine, double sine) {
        double first = row[p];
        row[p] = cosine * first - sine * row[q];
        row[q] = sine * first + cosine * row[q];
    }

    private static Eigen sorted(double[][] matrix, double[][] rotations) {
        int[] order = IntStream.range(0, matrix.length)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble(at -> -matrix[at][at]))
                .mapToInt(at -> at)
                .toArray();
        double[] values = IntStream.of(order).mapToDouble(at -> matrix[at][at]).toArray();
        double[][] vectors = new double[order.length][order.length];
        for (int at = 0; at < order.length; at++) {
            for (int row = 0; row < order.length; row++) {
                vectors[at][row] = rotations[row][order[at]];
            }
            orient(vectors[at]);
        }
        return new Eigen(values, vectors);
    }

    private static void orient(double[] vector) {
        double largest = 0;
        for (double entry : vector) {
            largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
        }
        for (int at = 0; at < vector.length && largest < 0; at++) {
            vector[at] = -vector[at];
        }
    }
}
