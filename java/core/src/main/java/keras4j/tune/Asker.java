package keras4j.tune;

import java.util.Iterator;
import java.util.Optional;

/**
 * A search on its way. It asks for trials, a batch at a time, and is told what came of them before it asks again. What it asks
 * depends on nothing but its seed and the results, which always come in the order in which they were asked for.
 */
@FunctionalInterface
public interface Asker {
    /** The next trials, which may be run in any order; none where the search is over. */
    Iterator<Trial> ask(Results results);

    /** How many trials it makes in all, by what it has been told so far; empty where it knows no more than the search. */
    default Optional<Extent> extent() {
        return Optional.empty();
    }
}
