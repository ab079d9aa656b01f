package keras4j.spec;

import org.jspecify.annotations.Nullable;

/** What Keras takes as a seed. */
final class Seeds {
    private Seeds() {}

    static void check(String subject, @Nullable Long seed) {
        if (seed != null && (seed < 0 || seed > 0xFFFF_FFFFL)) {
            throw new IllegalArgumentException(subject + ": seed must be between 0 and 4294967295, got " + seed);
        }
    }
}
