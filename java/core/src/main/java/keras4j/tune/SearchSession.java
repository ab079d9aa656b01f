package keras4j.tune;

import java.util.Iterator;
import java.util.Optional;

/**
 * Running search with an ask-and-tell interface: it asks for a batch of trials, and gets all their results before it
 * asks again. Its requests depend on its seed and the results only, which always come in the order of the requests.
 */
@FunctionalInterface
public interface SearchSession {
    /**
     * Returns the next trials, which may run in any order; none if the search is over.
     *
     * @param results the results of all trials before
     * @return the trials of the next batch
     */
    Iterator<Trial> ask(Results results);

    /**
     * Returns the total number of trials according to the results so far; empty if only the search itself can tell.
     *
     * @return the number, or its upper bound
     */
    default Optional<TrialCount> extent() {
        return Optional.empty();
    }

    /**
     * Number of trials of a search.
     *
     * @param trials the number, 0 or more
     * @param atMost true if there may be fewer
     */
    public record TrialCount(long trials, boolean atMost) {
        /**
         * Returns an exact number.
         *
         * @param trials the number, 0 or more
         * @return the count
         */
        public static TrialCount exactly(long trials) {
            return new TrialCount(trials, false);
        }

        /**
         * Returns an upper bound.
         *
         * @param trials the greatest possible number, 0 or more
         * @return the count
         */
        public static TrialCount atMost(long trials) {
            return new TrialCount(trials, true);
        }

        /** Returns a copy limited to a number of trials. */
        TrialCount endedAfter(long most) {
            return new TrialCount(Math.min(trials, most), atMost);
        }

        /** Returns text such as {@code 81} or {@code at most 81}. */
        @Override
        public String toString() {
            return (atMost ? "at most " : "") + trials;
        }
    }
}
