package keras4j.internal.interval;

import java.util.Arrays;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * The precision of the prior and the variance of the noise under which the training rows are most probable, by the Laplace
 * approximation: D. MacKay, Bayesian Interpolation, 1992.
 *
 * <p>With {@code S} the eigenvalues of the sums of products of features, P of them, RSS the residual sum of squares of N rows
 * and {@code w} the weights, the negative logarithm of the evidence is, up to a constant,
 *
 * <pre>N/2 log σ² + RSS/(2σ²) − P/2 log τ + τ‖w‖²/2 + 1/2 Σ log(S/σ² + τ)</pre>
 *
 * which is convex in log τ and log σ² together. With λ = τσ² its minimum over σ² is (RSS + λ‖w‖²) / N, and the only λ left to
 * find is the root of
 *
 * <pre>N λ‖w‖² / (RSS + λ‖w‖²) − Σ S/(S + λ)</pre>
 *
 * which increases. With a noise of 1, as classes have it, λ is τ and the first term λ‖w‖².
 */
final class MarginalLikelihood {
    private static final int STEPS = 1000;
    private static final double TOLERANCE = 1e-15;
    /** The value of λ‖w‖² where the rows say nothing at all, so that 0 would be best. */
    private static final double LEAST = 1e-12;

    private final double rows;
    private final double rss;
    private final double norm;
    private final double[] directions;
    private final boolean noisy;
    private final double ratio;

    private MarginalLikelihood(double rows, double rss, double norm, double[] directions, boolean noisy) {
        this.rows = rows;
        this.rss = Math.max(rss, Float.MIN_NORMAL);
        this.norm = Math.max(norm, Float.MIN_NORMAL);
        this.directions = directions;
        this.noisy = noisy;
        ratio = root();
    }

    /** Numbers with noise. */
    static MarginalLikelihood ofNumbers(double rows, double rss, double norm, double[] directions) {
        return new MarginalLikelihood(rows, rss, norm, directions, true);
    }

    /** Classes, whose noise is their probability: σ² is 1, and what the rows say has {@code p (1 - p)} in it. */
    static MarginalLikelihood ofClasses(double norm, double[] directions) {
        return new MarginalLikelihood(0, 0, norm, directions, false);
    }

    /** τ, the precision of the prior. */
    double precision() {
        return ratio / noise();
    }

    /** σ², the variance of the noise. */
    double noise() {
        return noisy ? (rss + ratio * norm) / rows : 1;
    }

    /** Returns λ, from between a value where the prior's term is the smaller one and a value where it is the larger. */
    private double root() {
        double sum = Arrays.stream(directions).sum();
        double largest = Arrays.stream(directions).max().orElse(0);
        double low = Math.min(largest, noisy ? rss / (2 * rows * norm) : 1 / (2 * norm));
        double high = noisy ? Math.max(rss / norm, 2 * sum / rows) : directions.length / norm;
        if (sum == 0) {
            return LEAST / norm;
        }
        if (!(low > 0 && high < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        BrentSolver solver = new BrentSolver(TOLERANCE, TOLERANCE, 0);
        return Math.exp(solver.solve(STEPS, this::slope, Math.log(low) - 1, Math.log(high) + 1));
    }

    private double slope(double logRatio) {
        double candidate = Math.exp(logRatio);
        double prior = candidate * norm;
        double determined = 0;
        for (double each : directions) {
            determined += each / (each + candidate);
        }
        return (noisy ? rows * prior / (rss + prior) : prior) - determined;
    }
}
