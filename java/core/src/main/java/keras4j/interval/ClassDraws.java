package keras4j.interval;

import java.util.Arrays;
import java.util.Random;

/**
 * How probable classes are where the logits vary: 1000 draws of logits, each made probabilities. The same draws serve every
 * row, so that what is said of a row does not depend on the others.
 */
public final class ClassDraws {
    private static final int DRAWS = 1000;
    private static final long SEED = 1;

    private final double[][] normals;

    /** Draws for so many levels. */
    public ClassDraws(int levels) {
        Random random = new Random(SEED);
        normals = new double[DRAWS][levels];
        for (double[] normal : normals) {
            Arrays.setAll(normal, level -> random.nextGaussian());
        }
    }

    /**
     * The probabilities of a row's levels, draw after draw.
     *
     * @param logits one a level
     * @param variances of the logits
     * @return shape {@code (levels, draws)}
     */
    public double[][] probabilities(double[] logits, double[] variances) {
        double[][] all = new double[logits.length][DRAWS];
        double[] drawn = new double[logits.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int level = 0; level < drawn.length; level++) {
                drawn[level] = logits[level] + Math.sqrt(variances[level]) * normals[draw][level];
            }
            softmax(drawn);
            for (int level = 0; level < drawn.length; level++) {
                all[level][draw] = drawn[level];
            }
        }
        return all;
    }

    private static void softmax(double[] logits) {
        double highest = Arrays.stream(logits).max().orElseThrow();
        double sum = 0;
        for (int level = 0; level < logits.length; level++) {
            logits[level] = Math.exp(logits[level] - highest);
            sum += logits[level];
        }
        for (int level = 0; level < logits.length; level++) {
            logits[level] /= sum;
        }
    }
}
