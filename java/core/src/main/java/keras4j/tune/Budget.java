package keras4j.tune;

import java.time.Duration;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Limits after which a search ends early.
 *
 * @param points the maximum number of points, at least 1; null for no limit
 * @param time the time after which no task is started and running tasks are cancelled; null for no limit
 */
public record Budget(@Nullable Integer points, @Nullable Duration time) {
    /** Budget without limits. */
    public static final Budget NONE = new Budget(null, null);

    /**
     * Checks the limits.
     *
     * @param points the maximum number of points, at least 1; null for no limit
     * @param time the time after which no task is started and running tasks are cancelled; null for no limit
     */
    public Budget {
        if ((points != null && points < 1) || (time != null && time.isNegative())) {
            throw new IllegalArgumentException(
                    "budget: points must be at least 1 and time 0 or more, got " + points + " and " + time);
        }
    }

    /**
     * {@return a copy with a maximum number of points}
     *
     * @param most the number, at least 1
     */
    public Budget points(int most) {
        return new Budget(most, time);
    }

    /**
     * {@return a copy with a maximum time}
     *
     * @param most the time, 0 or more
     */
    public Budget time(Duration most) {
        Preconditions.notNull("Budget", "most", most);
        return new Budget(points, most);
    }
}
