package keras4j.internal.environment;

import java.util.Locale;

/** Numbers of bytes, for people. */
final class ByteCount {
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private ByteCount() {}

    /** Returns a text such as {@code 25.7 MB} or {@code 2.5 GB}. */
    static String of(long bytes) {
        return bytes < GIGA
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGA)
                : String.format(Locale.ROOT, "%.1f GB", bytes / GIGA);
    }
}
