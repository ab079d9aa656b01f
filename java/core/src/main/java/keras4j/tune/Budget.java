package keras4j.tune;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a search ends although it would go on.
 *
 * @param points how many points are tried at most, at least 1; null for any number
 * @param time after what time no task is begun and what runs is given up; null for any time
 */
public record Budget(@Nullable Integer points, @Nullable Duration time) {
    /** No limit. */
    public static final Budget NONE = new Budget(null, null);

    public Budget {
        if ((points != null && points < 1) || (time != null && time.isNegative())) {
            throw new IllegalArgumentException(
                    "budget: points must be at least 1 and time 0 or more, got " + points + " and " + time);
        }
    }

    /** The same with at most so many points. */
    public Budget points(int most) {
        return new Budget(most, time);
    }

    /** The same with at most so much time. */
    public Budget time(Duration most) {
        return new Budget(points, most);
    }
}
