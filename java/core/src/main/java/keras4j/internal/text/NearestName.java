package keras4j.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Spelling suggestions for unknown names. */
public final class NearestName {
    /** Length of names that are searched: the search takes time with its square. */
    private static final int MAX_NAME = 200;

    private NearestName() {}

    /**
     * Returns the candidate with the smallest edit distance from {@code name}, ignoring case, if it is near enough for
     * a typing error. A name of more than 200 characters has none.
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        int word = name.length() - 1 - name.lastIndexOf('.');
        int slip = Math.min(Math.max(2, word / 3), word - 1);
        Comparator<String> byEdits = Comparator.comparingInt(candidate -> edits(lower(name), lower(candidate)));
        return candidates.stream()
                .filter(candidate -> name.length() <= MAX_NAME && Math.abs(candidate.length() - name.length()) <= slip)
                .filter(candidate -> edits(lower(name), lower(candidate)) <= slip)
                .min(byEdits.thenComparingInt(candidate -> edits(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns {@code ; did you mean units?}, or an empty string if no candidate is near. */
    public static String hint(String name, Collection<String> candidates) {
        return to(name, candidates).map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** Returns {@code ; did you mean 'my column'?}, for names that may be any text. */
    public static String quotedHint(String name, Collection<String> candidates) {
        return to(name, candidates)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    // Levenshtein distance.
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
