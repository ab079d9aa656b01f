package keras4j.tune;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.resample.Folds;
import org.jspecify.annotations.Nullable;

/**
 * A search that is described but not run: what is open, how it is judged and looked for.
 *
 * @param subject what is tuned, by name, such as the sum of a workflow and that of its data: a journal is of one subject
 * @param space what is open
 * @param folds by which rows each point is judged
 * @param criteria what is scored, the first of it what the search makes good
 * @param search how to look
 * @param seed where everything random begins; null to have one drawn, or taken from the journal
 * @param together which trainings are done as one
 * @param budget when it ends early
 * @param journal the file that keeps what was done, so that the search can be resumed; null for none
 */
public record Study(
        SortedMap<String, String> subject,
        Space space,
        Folds folds,
        List<Criterion> criteria,
        Search search,
        @Nullable Long seed,
        Together together,
        Budget budget,
        @Nullable Path journal) {
    public Study {
        subject = Collections.unmodifiableSortedMap(new TreeMap<>(subject));
        criteria = List.copyOf(criteria);
        if (criteria.isEmpty()
                || criteria.stream().map(Criterion::name).distinct().count() < criteria.size()) {
            throw new IllegalArgumentException(
                    "study: criteria must be at least one, with names that differ, got " + criteria);
        }
    }

    /** A study that searches a grid of 3 levels. */
    public static Study of(Space space, Folds folds, Criterion first, Criterion... others) {
        List<Criterion> criteria = new ArrayList<>(List.of(first));
        criteria.addAll(List.of(others));
        return new Study(
                new TreeMap<>(), space, folds, criteria, Search.grid(3), null, Together.ALONE, Budget.NONE, null);
    }

    public Study subject(Map<String, String> what) {
        return new Study(new TreeMap<>(what), space, folds, criteria, search, seed, together, budget, journal);
    }

    public Study search(Search how) {
        return new Study(subject, space, folds, criteria, how, seed, together, budget, journal);
    }

    public Study seed(long number) {
        return new Study(subject, space, folds, criteria, search, number, together, budget, journal);
    }

    public Study together(Together which) {
        return new Study(subject, space, folds, criteria, search, seed, which, budget, journal);
    }

    public Study budget(Budget limits) {
        return new Study(subject, space, folds, criteria, search, seed, together, limits, journal);
    }

    public Study journal(Path file) {
        return new Study(subject, space, folds, criteria, search, seed, together, budget, file);
    }

    /** What the search makes good. */
    public Criterion goal() {
        return criteria.get(0);
    }

    /** The points that are known before the first result, each once: the first 4,096, as a grid may be of any length. */
    public Stream<Point> firstPoints() {
        long number = Objects.requireNonNull(seed);
        Iterator<Trial> trials =
                search.begin(space, folds.size(), goal(), number).ask(new Results());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(trials, Spliterator.ORDERED), false)
                .map(Trial::point)
                .distinct()
                .limit(Plan.WINDOW);
    }

    /** Runs it. */
    public Tuned run(Runner runner) {
        return run(runner, progress -> {});
    }

    /**
     * Runs it, and tells after each task how far it is. Interrupting the calling thread ends it with what is done, and leaves the
     * thread interrupted. With a journal, what is written there is not run again.
     *
     * @throws JournalException the journal is damaged, of another search, or being written
     */
    public Tuned run(Runner runner, Consumer<Progress> listener) {
        if (journal == null) {
            return new Driver(this, seed == null ? Identity.drawn() : seed, runner, listener, null).run();
        }
        try (Journal kept = Journal.open(journal, Identity.of(this))) {
            return new Driver(this, kept.seed(), runner, listener, kept).run();
        }
    }
}
