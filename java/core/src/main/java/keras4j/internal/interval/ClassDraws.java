package keras4j.internal.interval;

import java.util.Arrays;
import java.util.Random;

/**
 * Class probabilities under uncertain logits: 1000 draws of logits, each converted to probabilities. All rows share the
 * draws, so that a row's result does not depend on the other rows.
 */
public final class ClassDraws {
    private static final int DRAW_COUNT = 1000;
    private static final long SEED = 1;

    private final double[][] normals;

    /** Draws numbers for this many levels. */
    public ClassDraws(int levels) {
        Random random = new Random(SEED);
        normals = new double[DRAW_COUNT][levels];
        for (double[] normal : normals) {
            Arrays.setAll(normal, level -> random.nextGaussian());
        }
    }

    /**
     * Returns the probabilities of a row's levels, draw after draw.
     *
     * @param logits one a level
     * @param variances of the logits
     * @return shape {@code (levels, draws)}
     */
    public double[][] probabilities(double[] logits, double[] variances) {
        double[][] all = new double[logits.length][DRAW_COUNT];
        double[] drawn = new double[logits.length];
        for (int draw = 0; draw < DRAW_COUNT; draw++) {
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
