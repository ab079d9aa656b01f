package keras4j.tune;

/**
 * How many trials a search makes.
 *
 * @param trials the number, 0 or more
 * @param atMost whether it may make fewer
 */
public record Extent(long trials, boolean atMost) {
    /** Surely so many. */
    public static Extent exactly(long trials) {
        return new Extent(trials, false);
    }

    /** So many or fewer. */
    public static Extent atMost(long trials) {
        return new Extent(trials, true);
    }

    /** The same, ended after so many. */
    Extent endedAfter(long most) {
        return new Extent(Math.min(trials, most), atMost);
    }

    /** As in {@code 81} and {@code at most 81}. */
    @Override
    public String toString() {
        return (atMost ? "at most " : "") + trials;
    }
}
