package keras4j.interval;

/**
 * The precision of the prior and the variance of the noise under which the training rows are most probable, by the Laplace
 * approximation: D. MacKay, Bayesian Interpolation, 1992.
 *
 * <p>With {@code S} the eigenvalues of the sums of products of features, P of them, RSS the residual sum of squares of N rows and {@code w} the
 * weights, the negative logarithm of the evidence is, up to a constant,
 *
 * <pre>N/2 log σ² + RSS/(2σ²) − P/2 log τ + τ‖w‖²/2 + 1/2 Σ log(S/σ² + τ)</pre>
 *
 * which is convex in log τ and log σ² together, so Newton's method finds its only minimum.
 */
final class Evidence {
    private static final int STEPS = 500;
    private static final double LONGEST = 3;
    private static final double TOLERANCE = 1e-12;

    private final double rows;
    private final double rss;
    private final double norm;
    private final double[] directions;
    private final boolean noisy;
    private double logPrecision;
    private double logNoise;

    private Evidence(double rows, double rss, double norm, double[] directions, boolean noisy) {
        this.rows = rows;
        this.rss = Math.max(rss, Float.MIN_NORMAL);
        this.norm = Math.max(norm, Float.MIN_NORMAL);
        this.directions = directions;
        this.noisy = noisy;
        logPrecision = Math.log(directions.length / this.norm);
        logNoise = noisy ? Math.log(this.rss / rows) : 0;
        minimise();
    }

    /** Numbers with noise. */
    static Evidence ofNumbers(double rows, double rss, double norm, double[] directions) {
        return new Evidence(rows, rss, norm, directions, true);
    }

    /** Classes, whose noise is their probability: σ² is 1, and what the rows say has {@code p (1 - p)} in it. */
    static Evidence ofClasses(double norm, double[] directions) {
        return new Evidence(0, 0, norm, directions, false);
    }

    /** τ, the precision of the prior. */
    double precision() {
        return Math.exp(logPrecision);
    }

    /** σ², the variance of the noise. */
    double noise() {
        return Math.exp(logNoise);
    }

    private void minimise() {
        double downhill = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < STEPS && -downhill > TOLERANCE; step++) {
            double[] way = newton();
            downhill = way[2];
            double part = part(way);
            logPrecision += part * way[0];
            logNoise += part * way[1];
        }
        if (!Double.isFinite(downhill)) {
            logPrecision = Double.NaN;
            logNoise = Double.NaN;
        }
    }

    /** How much of a step goes down as its beginning promises. */
    private double part(double[] way) {
        double value = value(logPrecision, logNoise);
        double rounding = Math.abs(value) * TOLERANCE;
        double part = Math.min(1, LONGEST / Math.max(Math.abs(way[0]), Math.abs(way[1])));
        while (part > TOLERANCE
                && value(logPrecision + part * way[0], logNoise + part * way[1])
                        > value + 1e-4 * part * way[2] + rounding) {
            part /= 2;
        }
        return part;
    }

    /** The step in log τ, the one in log σ², and how steeply they go down together. */
    private double[] newton() {
        double determined = 0;
        double shared = 0;
        for (double sum : directions) {
            double known = sum / (sum + Math.exp(logPrecision + logNoise));
            determined += known;
            shared += known * (1 - known);
        }
        double prior = norm * Math.exp(logPrecision);
        double error = rss * Math.exp(-logNoise);
        double slope = prior - determined;
        if (!noisy) {
            double step = -slope / (prior + shared);
            return new double[] {step, 0, slope * step / 2};
        }
        double noiseSlope = rows - error - determined;
        double a = prior + shared;
        double b = error + shared;
        double determinant = a * b - shared * shared;
        double step = -(b * slope - shared * noiseSlope) / determinant;
        double noiseStep = -(a * noiseSlope - shared * slope) / determinant;
        return new double[] {step, noiseStep, (slope * step + noiseSlope * noiseStep) / 2};
    }

    private double value(double precision, double noise) {
        double sum = norm * Math.exp(precision) - directions.length * precision;
        if (noisy) {
            sum += rows * noise + rss * Math.exp(-noise);
        }
        for (double each : directions) {
            sum += Math.log(each * Math.exp(-noise) + Math.exp(precision));
        }
        return sum / 2;
    }
}
