package keras4j.internal.text;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Quoted names and labels for messages. */
public final class Quoted {
    private static final int MAX_SHOWN = 10;
    private static final int MAX_CHARACTERS = 200;
    private static final int MAX_FILE_CHARACTERS = 500;

    private Quoted() {}

    /**
     * Returns {@code 'a', 'b'}; of more than ten items the first ten and their number: {@code 'a', …, … (1307 in all)}.
     */
    public static String of(Collection<String> items) {
        String shown = items.stream()
                .limit(MAX_SHOWN)
                .map(item -> "'" + cut(item) + "'")
                .collect(Collectors.joining(", "));
        return items.size() > MAX_SHOWN ? shown + ", … (" + items.size() + " in all)" : shown;
    }

    /** Returns the text of a value, at most 200 characters; of a longer one its beginning and its length. */
    public static String cut(@Nullable Object value) {
        return cut(String.valueOf(value), MAX_CHARACTERS);
    }

    /** Returns the text of a file, or of an error that names one, at most 500 characters as {@link #cut}. */
    public static String file(Object file) {
        return cut(file.toString(), MAX_FILE_CHARACTERS);
    }

    /** Returns a text that may be longer than a value, cut to a number of characters. */
    public static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "… (" + text.length() + " characters)";
    }
}
