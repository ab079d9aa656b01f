package keras4j.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names and labels in a message. */
public final class Quoted {
    private static final int SHOWN = 10;

    private Quoted() {}

    /** As in {@code 'a', 'b'}; of more than ten the first ten and how many there are: {@code 'a', …, … (1307 in all)}. */
    public static String of(Collection<String> items) {
        String shown = items.stream().limit(SHOWN).map(item -> "'" + item + "'").collect(Collectors.joining(", "));
        return items.size() > SHOWN ? shown + ", … (" + items.size() + " in all)" : shown;
    }
}
