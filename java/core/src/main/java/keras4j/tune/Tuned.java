package keras4j.tune;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.measure.Measure;
import keras4j.plot.Chart;
import org.dflib.DataFrame;

/**
 * Result of a search. Tables, names and rules are tune's, with one exception: a mean over fewer folds than others ranks
 * behind theirs. Reasons for fewer folds are a race, a failure, an undefined measure and an early end.
 *
 * @param space the hyperparameters
 * @param folds the names of the folds
 * @param criteria the scores, the first of which the search optimized
 * @param candidates the points that were tried, in order
 * @param seed the seed of the search
 * @param ending the reason for its end
 */
public record Tuned(
        @JsonProperty("space") Space space,
        @JsonProperty("folds") List<String> folds,
        @JsonProperty("criteria") List<Criterion> criteria,
        @JsonProperty("candidates") List<Candidate> candidates,
        @JsonProperty("seed") long seed,
        @JsonProperty("ending") StopReason ending) {
    /**
     * Copies the lists.
     *
     * @param space the hyperparameters
     * @param folds the names of the folds
     * @param criteria the scores, the first of which the search optimized
     * @param candidates the points that were tried, in order
     * @param seed the seed of the search
     * @param ending the reason for its end
     */
    public Tuned {
        Preconditions.notNull("Tuned", "space", space);
        Preconditions.notNull("Tuned", "ending", ending);
        folds = Preconditions.items("Tuned", "folds", folds);
        criteria = Preconditions.items("Tuned", "criteria", criteria);
        candidates = Preconditions.items("Tuned", "candidates", candidates);
        Preconditions.notEmpty("Tuned", "criteria", criteria.size());
        for (Candidate each : candidates) {
            for (int fold : each.outcomes().keySet()) {
                Preconditions.index("Tuned: candidate " + Quoted.cut(each.config()), "fold", fold, folds.size());
            }
        }
    }

    static Tuned of(Study study, long seed, Results results, StopReason ending) {
        List<Point> points = results.points();
        List<String> configs = CandidateNames.of(study.space(), points);
        List<Candidate> candidates = new ArrayList<>();
        for (int at = 0; at < points.size(); at++) {
            candidates.add(new Candidate(configs.get(at), points.get(at), results.of(points.get(at))));
        }
        List<String> ids =
                study.folds().splits().stream().map(split -> split.id()).toList();
        return new Tuned(study.space(), ids, study.criteria(), candidates, seed, ending);
    }

    /** {@return one row per candidate and criterion: the choices, .metric, .estimator, mean, n, std_err, .config} */
    public DataFrame collectMetrics() {
        return ResultTables.metrics(this, candidates, criteria);
    }

    /** {@return one row per trial and criterion: id, the choices, .metric, .estimator, .estimate, .config} */
    public DataFrame collectFoldMetrics() {
        return ResultTables.foldMetrics(this);
    }

    /**
     * Returns the saved predictions for the assessment rows: id, their columns, .row, the outcomes, the choices,
     * .config. A row's number is that among all rows, from 0; rows that a recipe drops are missing. Outcomes are as
     * they were learned: numbers in the unit of the prediction, classes as labels.
     *
     * @return the predictions
     */
    public DataFrame collectPredictions() {
        return ResultTables.predictions(this);
    }

    /**
     * Returns the saved predictions with one row per candidate and row number, as tune's {@code summarize = TRUE}:
     * means over repeats or bootstraps, and the class with the highest mean probability.
     *
     * @return the predictions
     */
    public DataFrame collectMeanPredictions() {
        return ResultTables.meanPredictions(this);
    }

    /** {@return the remarks on trials, and the reasons for failures: id, .config, type (error or note), note} */
    public DataFrame collectNotes() {
        return ResultTables.notes(this);
    }

    /** {@return the best candidates by the first criterion, at most 5} */
    public DataFrame showBest() {
        return showBest(criteria.get(0), 5);
    }

    /**
     * {@return the best candidates by a measure, at most 5}
     *
     * @param measure the measure
     */
    public DataFrame showBest(Measure measure) {
        Preconditions.notNull("Tuned", "measure", measure);
        return showBest(measure, 5);
    }

    /**
     * {@return the best candidates by a measure}
     *
     * @param measure the measure
     * @param n the maximum number of candidates
     */
    public DataFrame showBest(Measure measure, int n) {
        Preconditions.notNull("Tuned", "measure", measure);
        return showBest(criterion(measure), n);
    }

    /**
     * {@return the best candidates by a criterion}
     *
     * @param criterion the criterion
     * @param n the maximum number of candidates
     */
    public DataFrame showBest(Criterion criterion, int n) {
        Preconditions.notNull("Tuned", "criterion", criterion);
        return ResultTables.metrics(
                this,
                best(criterion).limit(Preconditions.atLeast("Tuned", "n", 0, n)).toList(),
                List.of(criterion));
    }

    /** {@return the best point by the first criterion} */
    public Point selectBest() {
        return selectBest(criteria.get(0));
    }

    /**
     * {@return the point with the best mean}
     *
     * @param measure the measure
     */
    public Point selectBest(Measure measure) {
        Preconditions.notNull("Tuned", "measure", measure);
        return selectBest(criterion(measure));
    }

    /**
     * {@return the point with the best mean, of equal ones the first}
     *
     * @param criterion the criterion
     */
    public Point selectBest(Criterion criterion) {
        Preconditions.notNull("Tuned", "criterion", criterion);
        return found(best(criterion).limit(1).toList(), criterion).point();
    }

    /**
     * {@return the simplest point within one standard error of the best, see {@link #selectByOneStdErr(Criterion,
     * Comparator)}}
     *
     * @param measure the measure
     * @param simplestFirst the order from simple to complex, such as {@code Point.by("hidden_units")}
     */
    public Point selectByOneStdErr(Measure measure, Comparator<Point> simplestFirst) {
        Preconditions.notNull("Tuned", "measure", measure);
        Preconditions.notNull("Tuned", "simplestFirst", simplestFirst);
        return selectByOneStdErr(criterion(measure), simplestFirst);
    }

    /**
     * Returns the simplest point whose mean is within one standard error of the best mean: L. Breiman, J. Friedman, R.
     * Olshen, C. Stone, Classification and Regression Trees, 1984.
     *
     * @param criterion the criterion
     * @param simplestFirst the order from simple to complex, such as {@code Point.by("hidden_units")}
     * @return the point
     * @throws IllegalArgumentException if the best has no standard error, because there is one fold only
     */
    public Point selectByOneStdErr(Criterion criterion, Comparator<Point> simplestFirst) {
        Preconditions.notNull("Tuned", "criterion", criterion);
        Preconditions.notNull("Tuned", "simplestFirst", simplestFirst);
        List<Candidate> ranked = best(criterion).toList();
        ScoreSummary best = found(ranked, criterion).of(criterion);
        if (best.n() < 2) {
            throw new IllegalArgumentException(
                    "selectByOneStdErr: folds must be at least 2 for a standard error, got " + best.n());
        }
        return simplest(ranked, criterion, simplestFirst, best.stdErr());
    }

    /**
     * {@return the simplest point that loses at most 2 percent, see {@link #selectByPctLoss(Criterion, Comparator,
     * double)}}
     *
     * @param measure the measure
     * @param simplestFirst the order from simple to complex, such as {@code Point.by("hidden_units")}
     */
    public Point selectByPctLoss(Measure measure, Comparator<Point> simplestFirst) {
        Preconditions.notNull("Tuned", "measure", measure);
        Preconditions.notNull("Tuned", "simplestFirst", simplestFirst);
        return selectByPctLoss(measure, simplestFirst, 2);
    }

    /**
     * {@return the simplest point within a limit of loss, see {@link #selectByPctLoss(Criterion, Comparator, double)}}
     *
     * @param measure the measure
     * @param simplestFirst the order from simple to complex, such as {@code Point.by("hidden_units")}
     * @param limit the loss in percent, 0 or more
     */
    public Point selectByPctLoss(Measure measure, Comparator<Point> simplestFirst, double limit) {
        Preconditions.notNull("Tuned", "measure", measure);
        Preconditions.notNull("Tuned", "simplestFirst", simplestFirst);
        return selectByPctLoss(criterion(measure), simplestFirst, limit);
    }

    /**
     * {@return the simplest point whose mean differs from the best mean by at most some percent of it}
     *
     * @param criterion the criterion
     * @param simplestFirst the order from simple to complex, such as {@code Point.by("hidden_units")}
     * @param limit the loss in percent, 0 or more; tune's default is 2
     */
    public Point selectByPctLoss(Criterion criterion, Comparator<Point> simplestFirst, double limit) {
        Preconditions.notNull("Tuned", "criterion", criterion);
        Preconditions.notNull("Tuned", "simplestFirst", simplestFirst);
        if (!(limit >= 0)) {
            throw new IllegalArgumentException("selectByPctLoss: limit must be 0 or more percent, got " + limit);
        }
        List<Candidate> ranked = best(criterion).toList();
        double best = found(ranked, criterion).of(criterion).mean();
        return simplest(ranked, criterion, simplestFirst, Math.abs(best) * limit / 100);
    }

    private static Point simplest(
            List<Candidate> ranked, Criterion criterion, Comparator<Point> simplestFirst, double away) {
        ScoreSummary best = ranked.get(0).of(criterion);
        return ranked.stream()
                .filter(candidate -> candidate.of(criterion).n() == best.n())
                .filter(candidate -> Math.abs(candidate.of(criterion).mean() - best.mean()) <= away)
                .map(Candidate::point)
                .min(simplestFirst)
                .orElseThrow();
    }

    /**
     * Returns the candidates that have a result, the best first; those with results for fewer folds come after the
     * others.
     */
    Stream<Candidate> best(Criterion criterion) {
        known(criterion);
        return candidates.stream()
                .filter(candidate -> candidate.of(criterion).n() > 0)
                .sorted(Comparator.comparing(
                        candidate -> candidate.of(criterion), CandidateOrder.summaries(criterion)));
    }

    private static Candidate found(List<Candidate> ranked, Criterion criterion) {
        if (ranked.isEmpty()) {
            throw new IllegalStateException(
                    "tuned: at least one candidate must have " + criterion + ", got none; collectNotes() says why");
        }
        return ranked.get(0);
    }

    /** Returns the criterion of a measure in this search. */
    Criterion criterion(Measure measure) {
        return known(Criterion.of(measure));
    }

    private Criterion known(Criterion criterion) {
        if (!criteria.contains(criterion)) {
            List<String> names = criteria.stream().map(Criterion::name).toList();
            throw new IllegalArgumentException("tuned: criterion must be one of " + Quoted.cut(String.join(", ", names))
                    + ", got " + criterion + NearestName.hint(criterion.name(), names));
        }
        return criterion;
    }

    /**
     * Returns a chart of the results with standard errors, one panel per hyperparameter; by fold if there is none.
     *
     * @param measure the measure
     * @return the chart
     */
    public Chart plot(Measure measure) {
        Preconditions.notNull("Tuned", "measure", measure);
        return plot(criterion(measure));
    }

    /**
     * Returns a chart of the results with standard errors, one panel per hyperparameter; by fold if there is none.
     *
     * @param criterion the criterion
     * @return the chart
     */
    public Chart plot(Criterion criterion) {
        Preconditions.notNull("Tuned", "criterion", criterion);
        return TuningCharts.byParameter(this, known(criterion));
    }

    /**
     * {@return a chart of the result of each candidate, in order, and the best so far}
     *
     * @param measure the measure
     */
    public Chart plotProgress(Measure measure) {
        Preconditions.notNull("Tuned", "measure", measure);
        return plotProgress(criterion(measure));
    }

    /**
     * {@return a chart of the result of each candidate, in order, and the best so far}
     *
     * @param criterion the criterion
     */
    public Chart plotProgress(Criterion criterion) {
        Preconditions.notNull("Tuned", "criterion", criterion);
        return TuningCharts.progress(this, known(criterion));
    }

    /**
     * {@return a parallel coordinate plot: one line per candidate through all hyperparameters and the result}
     *
     * @param measure the measure
     */
    public Chart plotParallel(Measure measure) {
        Preconditions.notNull("Tuned", "measure", measure);
        return plotParallel(criterion(measure));
    }

    /**
     * {@return a parallel coordinate plot: one line per candidate through all hyperparameters and the result}
     *
     * @param criterion the criterion
     * @throws IllegalArgumentException if there is no hyperparameter
     */
    public Chart plotParallel(Criterion criterion) {
        Preconditions.notNull("Tuned", "criterion", criterion);
        return TuningCharts.parallel(this, known(criterion));
    }

    /** Returns text such as {@code Tuned 27 candidates on 3 folds, best accuracy 0.8100, 2 trials failed, finished}. */
    @Override
    public String toString() {
        Criterion goal = criteria.get(0);
        String reached = best(goal)
                .findFirst()
                .map(candidate -> String.format(
                        Locale.ROOT, "best %s %.4f", goal, candidate.of(goal).mean()))
                .orElse("no result");
        long failed = candidates.stream()
                .flatMap(candidate -> candidate.outcomes().values().stream())
                .filter(outcome -> outcome.failure() != null)
                .count();
        return Stream.of(
                        "Tuned " + candidates.size() + " candidates on " + folds.size() + " folds",
                        reached,
                        failed == 0 ? "" : failed + " trials failed",
                        ending.toString())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Reason for the end of a search. */
    public enum StopReason {
        /** Normal end: the search asked for no more trials. */
        FINISHED,
        /** Budget of points spent. */
        POINTS_SPENT,
        /** Budget of time spent. */
        TIME_SPENT,
        /** Interruption of the calling thread. */
        CANCELLED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
