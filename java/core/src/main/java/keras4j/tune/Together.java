package keras4j.tune;

import java.util.Set;
import keras4j.expr.Point;

/**
 * Which trainings may be done as one, because their networks have one architecture.
 *
 * @param free the open values that do not change the architecture, such as rates and learning rates
 * @param most how many trainings a task may have, at least 1
 * @param passing whether a training passes through what one of fewer epochs gives, and serves that as well
 */
public record Together(Set<String> free, int most, boolean passing) {
    /** Each training by itself. */
    public static final Together ALONE = new Together(Set.of(), 1);

    public Together {
        free = Set.copyOf(free);
        if (most < 1) {
            throw new IllegalArgumentException("Together: most must be at least 1, got " + most);
        }
    }

    /** Trainings that pass through those of fewer epochs. */
    public Together(Set<String> free, int most) {
        this(free, most, true);
    }

    /** The same with at most so many trainings a task. */
    public Together atMost(int trainings) {
        return new Together(free, Math.min(most, trainings), passing);
    }

    /** What trials have in common that are judged on the way of one training. */
    Trial training(Trial trial) {
        return passing ? trial.atStart() : trial;
    }

    /** A point without what leaves the architecture of its network as it is. */
    public Point architecture(Point point) {
        return Points.without(Points.without(point, Trial.EPOCHS), free);
    }
}
