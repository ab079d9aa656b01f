package keras4j.spec;

import org.jspecify.annotations.Nullable;

/** Range of the seeds that Keras accepts. */
final class Seeds {
    private Seeds() {}

    static void check(String subject, @Nullable Long seed) {
        if (seed != null && (seed < 0 || seed > 0xFFFF_FFFFL)) {
            throw new IllegalArgumentException(subject + ": seed must be between 0 and 4294967295, got " + seed);
        }
    }
}
