package keras4j.tune;

import keras4j.measure.Score;

/**
 * What one criterion says of one trial.
 *
 * @param criterion its name
 * @param estimator how it read the classes, as yardstick calls it: {@code standard}, {@code binary}, {@code multiclass}
 * @param value the number; NaN where it is undefined
 */
public record Scored(String criterion, String estimator, double value) {
    /** The score of a measure. */
    public static Scored of(Score score) {
        return new Scored(score.measure().toString(), score.estimator().toString(), score.value());
    }
}
