package keras4j.tune;

import keras4j.internal.text.Preconditions;
import keras4j.measure.Aggregate;
import keras4j.measure.Direction;
import keras4j.measure.Measure;

/**
 * Criterion by which candidates are compared.
 *
 * @param name its name in scores
 * @param direction whether larger or smaller is better
 */
public record Criterion(String name, Direction direction) {
    /**
     * Checks the components.
     *
     * @param name its name in scores
     * @param direction whether larger or smaller is better
     */
    public Criterion {
        Preconditions.notNull("Criterion", "name", name);
        Preconditions.notNull("Criterion", "direction", direction);
    }

    /**
     * {@return the criterion of a measure of the only outcome}
     *
     * @param measure the measure
     */
    public static Criterion of(Measure measure) {
        Preconditions.notNull("Criterion", "measure", measure);
        return new Criterion(measure.toString(), measure.direction());
    }

    /**
     * {@return the criterion of a measure of one of several outcomes, such as {@code rmse of mpg}}
     *
     * @param measure the measure
     * @param outcome the outcome's name
     */
    public static Criterion of(Measure measure, String outcome) {
        Preconditions.notNull("Criterion", "outcome", outcome);
        Preconditions.notNull("Criterion", "measure", measure);
        return new Criterion(measure + " of " + outcome, measure.direction());
    }

    /**
     * {@return the criterion of one number for several outcomes}
     *
     * @param aggregate the number
     */
    public static Criterion of(Aggregate aggregate) {
        Preconditions.notNull("Criterion", "aggregate", aggregate);
        return new Criterion(aggregate.toString(), aggregate.direction());
    }

    /**
     * {@return a copy with another name}
     *
     * @param other the name
     */
    public Criterion as(String other) {
        return new Criterion(other, direction);
    }

    @Override
    public String toString() {
        return name;
    }
}
