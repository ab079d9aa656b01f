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
 * Specification of a search to be run: hyperparameters, folds, criteria and strategy.
 *
 * @param subject labels that identify what is tuned, such as checksums of the workflow and its data; a journal
 *     accepts one subject only
 * @param space the hyperparameters
 * @param folds the folds on which each point is scored
 * @param criteria the scores, the first of which the search optimizes
 * @param search the search strategy
 * @param seed the seed of all randomness; null to draw one, or to take that of the journal
 * @param together the rule by which several trainings are run as one
 * @param budget the limits of the search
 * @param journal the file that keeps the results, so that the search can be resumed; null for none
 */
public record Study(
        SortedMap<String, String> subject,
        Space space,
        Folds folds,
        List<Criterion> criteria,
        Search search,
        @Nullable Long seed,
        BatchingRule together,
        Budget budget,
        @Nullable Path journal) {
    /**
     * Checks the criteria.
     *
     * @param subject labels that identify what is tuned, such as checksums of the workflow and its data; a journal
     *     accepts one subject only
     * @param space the hyperparameters
     * @param folds the folds on which each point is scored
     * @param criteria the scores, the first of which the search optimizes
     * @param search the search strategy
     * @param seed the seed of all randomness; null to draw one, or to take that of the journal
     * @param together the rule by which several trainings are run as one
     * @param budget the limits of the search
     * @param journal the file that keeps the results, so that the search can be resumed; null for none
     */
    public Study {
        subject = Collections.unmodifiableSortedMap(new TreeMap<>(subject));
        criteria = List.copyOf(criteria);
        if (criteria.isEmpty()
                || criteria.stream().map(Criterion::name).distinct().count() < criteria.size()) {
            throw new IllegalArgumentException(
                    "study: criteria must have distinct names and not be empty, got " + criteria);
        }
    }

    /**
     * {@return a study that searches a grid of 3 levels}
     *
     * @param space the hyperparameters
     * @param folds the folds on which each point is scored
     * @param first the criterion to optimize
     * @param others criteria that are scored too
     */
    public static Study of(Space space, Folds folds, Criterion first, Criterion... others) {
        List<Criterion> criteria = new ArrayList<>(List.of(first));
        criteria.addAll(List.of(others));
        return new Study(
                new TreeMap<>(), space, folds, criteria, Search.grid(3), null, BatchingRule.ALONE, Budget.NONE, null);
    }

    /**
     * {@return a copy with a subject}
     *
     * @param what labels that identify what is tuned
     */
    public Study subject(Map<String, String> what) {
        return new Study(new TreeMap<>(what), space, folds, criteria, search, seed, together, budget, journal);
    }

    /**
     * {@return a copy with a search strategy}
     *
     * @param how the strategy
     */
    public Study search(Search how) {
        return new Study(subject, space, folds, criteria, how, seed, together, budget, journal);
    }

    /**
     * {@return a copy with a seed}
     *
     * @param number the seed of all randomness, 0 to 4294967295
     */
    public Study seed(long number) {
        return new Study(subject, space, folds, criteria, search, number, together, budget, journal);
    }

    /**
     * {@return a copy with a rule by which several trainings are run as one}
     *
     * @param which the rule
     */
    public Study together(BatchingRule which) {
        return new Study(subject, space, folds, criteria, search, seed, which, budget, journal);
    }

    /**
     * {@return a copy with limits}
     *
     * @param limits the limits
     */
    public Study budget(Budget limits) {
        return new Study(subject, space, folds, criteria, search, seed, together, limits, journal);
    }

    /**
     * {@return a copy with a journal, so that the search can be resumed}
     *
     * @param file the journal, new or of the same search
     */
    public Study journal(Path file) {
        return new Study(subject, space, folds, criteria, search, seed, together, budget, file);
    }

    /** {@return the criterion to optimize} */
    public Criterion goal() {
        return criteria.get(0);
    }

    /** {@return the points that are known before the first result, each once, at most 4,096} */
    public Stream<Point> firstPoints() {
        long number = Objects.requireNonNull(seed);
        Iterator<Trial> trials =
                search.begin(space, folds.size(), goal(), number).ask(new Results());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(trials, Spliterator.ORDERED), false)
                .map(Trial::point)
                .distinct()
                .limit(TaskPlan.WINDOW_SIZE);
    }

    /**
     * Runs the study.
     *
     * @param runner runs the tasks
     * @return the result
     */
    public Tuned run(Runner runner) {
        return run(runner, progress -> {});
    }

    /**
     * Runs the study, and reports the progress after each task. Interrupting the calling thread ends it with the
     * results so far, and leaves the thread interrupted. Tasks in the journal are not run again.
     *
     * @param runner runs the tasks
     * @param listener gets the progress
     * @return the result
     * @throws JournalException if the journal is damaged, of another search, or in use
     */
    public Tuned run(Runner runner, Consumer<SearchProgress> listener) {
        if (journal == null) {
            return new StudyRunner(this, seed == null ? JournalHeader.drawn() : seed, runner, listener, null).run();
        }
        try (SearchJournal kept = SearchJournal.open(journal, JournalHeader.of(this))) {
            return new StudyRunner(this, kept.seed(), runner, listener, kept).run();
        }
    }
}
