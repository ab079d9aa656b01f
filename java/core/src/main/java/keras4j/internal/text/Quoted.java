package keras4j.internal.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** Quoted names and labels for messages. */
public final class Quoted {
    private static final int MAX_SHOWN = 10;

    private Quoted() {}

    /**
     * Returns {@code 'a', 'b'}; of more than ten items the first ten and their number: {@code 'a', …, … (1307 in all)}.
     */
    public static String of(Collection<String> items) {
        String shown =
                items.stream().limit(MAX_SHOWN).map(item -> "'" + item + "'").collect(Collectors.joining(", "));
        return items.size() > MAX_SHOWN ? shown + ", … (" + items.size() + " in all)" : shown;
    }
}
