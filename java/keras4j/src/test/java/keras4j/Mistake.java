package keras4j;

import org.junit.jupiter.api.function.Executable;

/**
 * User error with the expected message.
 *
 * @param what the mistake in words
 * @param message all that the exception says
 */
record Mistake(String what, String message, Executable attempt) {
    /** A null where none is allowed, as callers without a null checker pass it. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T missing() {
        return null;
    }

    @Override
    public String toString() {
        return what;
    }
}
