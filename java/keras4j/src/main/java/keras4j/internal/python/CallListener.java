package keras4j.internal.python;

import org.jspecify.annotations.Nullable;

/** Listener to the reports of a long call. */
@FunctionalInterface
public interface CallListener {
    /** Listener that ignores all reports. */
    CallListener NONE = text -> {};

    /**
     * Receives one report. The method is called on a lane, between two batches, so it must be quick.
     *
     * @param text the number of the batch just done, any other report as JSON, or null for a periodic check
     * @throws RuntimeException stops the call, and is rethrown from it unchanged
     */
    void onEvent(@Nullable String text);

    /** Returns whether the call should end early with its result so far; called after each report. */
    default boolean ends() {
        return false;
    }
}
