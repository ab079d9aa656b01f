package keras4j.tune;

/** Student's t distribution. */
final class StudentT {
    private static final double TINY = 1e-300;
    private static final double ENOUGH = 1e-15;
    private static final int TERMS = 1000;

    private StudentT() {}

    /** The probability of a number at least as far from 0 as t: I(f / (f + t²); f/2, 1/2). */
    static double twoSided(double t, double freedom) {
        if (Double.isInfinite(t)) {
            return 0;
        }
        double x = freedom / (freedom + t * t);
        return beta(x, freedom / 2, 0.5);
    }

    /** The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22). */
    private static double beta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - beta(1 - x, b, a);
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
        return front / fraction(x, a, b);
    }

    /** Lentz's way of computing 1 + d1 / (1 + d2 / (1 + ...)). */
    private static double fraction(double x, double a, double b) {
        double value = 1;
        double c = 1;
        double d = 0;
        for (int term = 1; term <= TERMS; term++) {
            double part = part(term, x, a, b);
            d = 1 / notZero(1 + part * d);
            c = notZero(1 + part / c);
            value *= c * d;
            if (Math.abs(c * d - 1) < ENOUGH) {
                break;
            }
        }
        return value;
    }

    private static double part(int term, double x, double a, double b) {
        int m = term / 2;
        return term % 2 == 0
                ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    }

    private static double notZero(double number) {
        return Math.abs(number) < TINY ? TINY : number;
    }

    /** Of multiples of one half, by recursion up to where Stirling's series is exact. */
    private static double logGamma(double number) {
        double shift = 0;
        double z = number;
        for (; z < 20; z++) {
            shift += Math.log(z);
        }
        double inverse = 1 / (z * z);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / z;
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }
}
