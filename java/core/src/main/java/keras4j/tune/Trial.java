package keras4j.tune;

import com.fasterxml.jackson.annotation.JsonProperty;
import keras4j.expr.Point;
import keras4j.internal.text.Preconditions;

/**
 * Evaluation of one point on one fold.
 *
 * @param point the point
 * @param fold the number of the fold, from 0
 */
public record Trial(
        @JsonProperty("point") Point point,
        @JsonProperty("fold") int fold) {
    /**
     * Checks the components.
     *
     * @param point the point
     * @param fold the number of the fold, from 0
     */
    public Trial {
        Preconditions.notNull("Trial", "point", point);
    }

    /** Name of the hyperparameter whose values one training passes through, so that it serves them all. */
    public static final String EPOCHS = "fit_epochs";

    /** Returns the point without the number of epochs. */
    Point start() {
        return PointOperations.without(point, EPOCHS);
    }

    /** Returns a copy without the number of epochs. */
    Trial atStart() {
        return new Trial(start(), fold);
    }

    /**
     * Returns the seed of this trial's training. It differs for each point and fold, is the same for all numbers of
     * epochs, and does not depend on time and place of the run.
     *
     * @param search the seed of the search
     * @return the seed, from 0 to 4294967295
     */
    public long seed(long search) {
        return PointOperations.hash(PointOperations.text(start()) + " on " + fold, search) & 0xffffffffL;
    }

    @Override
    public String toString() {
        return point + " on fold " + fold;
    }
}
