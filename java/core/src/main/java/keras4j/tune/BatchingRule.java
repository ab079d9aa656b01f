package keras4j.tune;

import java.util.Set;
import keras4j.expr.Point;
import keras4j.internal.text.Preconditions;

/**
 * Rule by which several trainings are run as one, because their networks have one architecture.
 *
 * @param free the hyperparameters that do not change the architecture, such as rates and learning rates
 * @param most the maximum number of trainings of a task, at least 1
 * @param passing true if one long training also yields the results of shorter ones, whose last epochs it passes
 */
public record BatchingRule(Set<String> free, int most, boolean passing) {
    /** Rule that runs each training alone. */
    public static final BatchingRule ALONE = new BatchingRule(Set.of(), 1);

    /**
     * Creates a rule.
     *
     * @param free the hyperparameters that do not change the architecture
     * @param most the maximum number of trainings of a task
     * @param passing true if a long training serves shorter ones too
     * @throws IllegalArgumentException if the maximum number is not positive
     */
    public BatchingRule {
        Preconditions.items("BatchingRule", "free", free);
        free = Set.copyOf(free);
        if (most < 1) {
            throw new IllegalArgumentException("BatchingRule: most must be at least 1, got " + most);
        }
    }

    /**
     * Creates a rule in which a long training serves shorter ones too.
     *
     * @param free the hyperparameters that do not change the architecture
     * @param most the maximum number of trainings of a task, at least 1
     */
    public BatchingRule(Set<String> free, int most) {
        this(free, most, true);
    }

    /**
     * Returns a copy with a maximum number of trainings per task.
     *
     * @param trainings the number, at least 1; a greater one than that of this rule has no effect
     * @return the copy
     */
    public BatchingRule atMost(int trainings) {
        return new BatchingRule(free, Math.min(most, trainings), passing);
    }

    /** Returns the common part of the trials that one training serves. */
    Trial training(Trial trial) {
        return passing ? trial.atStart() : trial;
    }

    /**
     * Returns a point without the hyperparameters that do not change the architecture.
     *
     * @param point the point of a trial
     * @return the point that is equal for all trials of one architecture
     */
    public Point architecture(Point point) {
        Preconditions.notNull("BatchingRule", "point", point);
        return PointOperations.without(PointOperations.without(point, Trial.EPOCHS), free);
    }
}
