package keras4j.tune;

import keras4j.measure.Aggregate;
import keras4j.measure.Direction;
import keras4j.measure.Measure;

/**
 * A number by which candidates are compared.
 *
 * @param name the name that scores call it by
 * @param direction whether larger or smaller is better
 */
public record Criterion(String name, Direction direction) {
    /** A measure of the one outcome. */
    public static Criterion of(Measure measure) {
        return new Criterion(measure.toString(), measure.direction());
    }

    /** A measure of one of several outcomes: {@code rmse of mpg}. */
    public static Criterion of(Measure measure, String outcome) {
        return new Criterion(measure + " of " + outcome, measure.direction());
    }

    /** One number for several outcomes. */
    public static Criterion of(Aggregate aggregate) {
        return new Criterion(aggregate.toString(), aggregate.direction());
    }

    /** The same under a shorter name. */
    public Criterion as(String other) {
        return new Criterion(other, direction);
    }

    @Override
    public String toString() {
        return name;
    }
}
