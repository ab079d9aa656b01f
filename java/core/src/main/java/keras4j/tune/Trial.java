package keras4j.tune;

import com.fasterxml.jackson.annotation.JsonProperty;
import keras4j.expr.Point;

/**
 * One point, judged by one fold.
 *
 * @param point what is chosen
 * @param fold the number of the fold, from 0
 */
public record Trial(
        @JsonProperty("point") Point point,
        @JsonProperty("fold") int fold) {
    /** The open value that a training passes through on its way, so that one training serves all its values. */
    public static final String EPOCHS = "fit_epochs";

    /** The point without what a longer training passes through. */
    Point start() {
        return Points.without(point, EPOCHS);
    }

    /** The same at all numbers of epochs. */
    Trial atStart() {
        return new Trial(start(), fold);
    }

    /**
     * The seed of this trial's training, from 0 to 4294967295: another for each point and fold, the same for all numbers of
     * epochs, and independent of when and where it runs.
     */
    public long seed(long search) {
        return Points.hash(Points.text(start()) + " on " + fold, search) & 0xffffffffL;
    }

    @Override
    public String toString() {
        return point + " on fold " + fold;
    }
}
