package keras4j.tune;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
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
        Preconditions.notNull("Study", "together", together);
        Preconditions.notNull("Study", "budget", budget);
        Preconditions.notNull("Study", "subject", subject);
        Preconditions.notNull("Study", "space", space);
        Preconditions.notNull("Study", "folds", folds);
        Preconditions.notNull("Study", "search", search);
        subject = Collections.unmodifiableSortedMap(new TreeMap<>(subject));
        criteria = Preconditions.items("Study", "criteria", criteria);
        if (criteria.isEmpty()
                || criteria.stream().map(Criterion::name).distinct().count() < criteria.size()) {
            throw new IllegalArgumentException(
                    "study: criteria must have distinct names and not be empty, got " + Quoted.cut(criteria));
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
        Preconditions.notNull("Study", "space", space);
        Preconditions.notNull("Study", "folds", folds);
        Preconditions.notNull("Study", "first", first);
        Preconditions.array("Study", "others", others);
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
        Preconditions.entries("Study", "what", what);
        return new Study(new TreeMap<>(what), space, folds, criteria, search, seed, together, budget, journal);
    }

    /**
     * {@return a copy with a search strategy}
     *
     * @param how the strategy
     */
    public Study search(Search how) {
        Preconditions.notNull("Study", "how", how);
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
        Preconditions.notNull("Study", "file", file);
        return new Study(subject, space, folds, criteria, search, seed, together, budget, file);
    }

    /** {@return the criterion to optimize} */
    public Criterion goal() {
        return criteria.get(0);
    }

    /** {@return the points that are known before the first result, each once, at most 4,096} */
    public Stream<Point> firstPoints() {
        if (seed == null) {
            throw new IllegalStateException("Study: seed must be set before its first points are known, got none");
        }
        long number = seed;
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
        Preconditions.notNull("Study", "runner", runner);
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
        Preconditions.notNull("Study", "runner", runner);
        Preconditions.notNull("Study", "listener", listener);
        try (OpenStudy open = open()) {
            return open.run(this, runner, listener);
        }
    }

    /**
     * Opens the study: its journal, if it has one, is read and locked, so that damage and a second driver are found
     * before any work for the study begins.
     *
     * @return the open study, to be closed at the end
     * @throws JournalException if the journal is damaged, of another search, or in use
     */
    public OpenStudy open() {
        return new OpenStudy(journal == null ? null : SearchJournal.open(journal, JournalHeader.withoutBatching(this)));
    }

    /** Study whose journal is locked until it is closed. */
    public static final class OpenStudy implements AutoCloseable {
        private final @Nullable SearchJournal journal;

        private OpenStudy(@Nullable SearchJournal journal) {
            this.journal = journal;
        }

        /**
         * Runs the study once; see {@link Study#run(Runner, Consumer)}.
         *
         * @param study the study, perhaps with another sampler, batching rule or budget than when it was opened
         * @param runner runs the tasks
         * @param listener gets the progress
         * @return the result
         * @throws JournalException if the journal is of another search
         */
        public Tuned run(Study study, Runner runner, Consumer<SearchProgress> listener) {
            Preconditions.notNull("OpenStudy", "study", study);
            Preconditions.notNull("OpenStudy", "runner", runner);
            Preconditions.notNull("OpenStudy", "listener", listener);
            Long given = study.seed();
            long drawn = given == null ? JournalHeader.drawn() : given;
            return new StudyRunner(study, journal == null ? drawn : journal.seed(), runner, listener, journal).run();
        }

        /** Closes the journal. */
        @Override
        public void close() {
            if (journal != null) {
                journal.close();
            }
        }
    }
}
