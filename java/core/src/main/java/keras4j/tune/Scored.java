package keras4j.tune;

import java.util.Map;
import keras4j.measure.Aggregate;
import keras4j.measure.Cases;

/**
 * What one criterion says of one trial.
 *
 * @param criterion its name
 * @param estimator how it read the classes, as yardstick calls it: {@code standard}, {@code binary}, {@code multiclass}
 * @param value the number; NaN where it is undefined
 */
public record Scored(String criterion, String estimator, double value) {
    /** One number for several outcomes, by the cases of each; its criterion is {@link Criterion#of(Aggregate)}. */
    public static Scored of(Aggregate aggregate, Map<String, Cases> outcomes) {
        return new Scored(aggregate.toString(), "aggregate", aggregate.score(outcomes));
    }
}
