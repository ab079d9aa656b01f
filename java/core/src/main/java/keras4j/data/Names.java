package keras4j.data;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The nearest right name to a wrong one, for the end of a message. */
public final class Names {
    private Names() {}

    /** {@code "; did you mean 'mpg'?"}, or nothing when no known name is near. */
    public static String didYouMean(String name, Collection<String> known) {
        return nearest(name, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    /** The known name with the fewest changed letters: at most a third of them, or one, and never all. */
    static Optional<String> nearest(String name, Collection<String> known) {
        int best = Math.min(name.length(), Math.max(1, name.length() / 3) + 1);
        String nearest = null;
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Letters to insert, delete or replace (Levenshtein), with one row of the table kept. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
