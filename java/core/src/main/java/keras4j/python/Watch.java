package keras4j.python;

import org.jspecify.annotations.Nullable;

/** Hears what a long call reports while it runs. */
@FunctionalInterface
public interface Watch {
    /** Hears nothing. */
    Watch NONE = text -> {};

    /**
     * Takes one report; called on a lane, between two batches, so it must be quick.
     *
     * @param text the number of the batch just done, the JSON of what else there is to report, or null in between
     * @throws RuntimeException stops the call, and comes out of it as itself
     */
    void heard(@Nullable String text);

    /** Whether the call is to end early, with what it has come to; asked after each report. */
    default boolean ends() {
        return false;
    }
}
