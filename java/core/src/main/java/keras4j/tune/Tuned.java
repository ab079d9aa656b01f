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
import keras4j.measure.Measure;
import keras4j.plot.Chart;
import keras4j.text.Nearest;
import org.dflib.DataFrame;

/**
 * What a search has found. Tables, names and rules are tune's, but for one: a mean over fewer folds than others have ranks behind
 * theirs, be it that a race left the candidate out, that it failed on a fold, that a measure is undefined there, or that the
 * search was ended.
 *
 * @param space what was open
 * @param folds the names of the folds
 * @param criteria what was scored; the first is what the search made good
 * @param candidates what was tried, in order
 * @param seed where everything random began
 * @param ending why it ended
 */
public record Tuned(
        @JsonProperty("space") Space space,
        @JsonProperty("folds") List<String> folds,
        @JsonProperty("criteria") List<Criterion> criteria,
        @JsonProperty("candidates") List<Candidate> candidates,
        @JsonProperty("seed") long seed,
        @JsonProperty("ending") Ending ending) {
    public Tuned {
        folds = List.copyOf(folds);
        criteria = List.copyOf(criteria);
        candidates = List.copyOf(candidates);
    }

    static Tuned of(Study study, long seed, Results results, Ending ending) {
        List<Point> points = results.points();
        List<String> configs = Configs.of(study.space(), points);
        List<Candidate> candidates = new ArrayList<>();
        for (int at = 0; at < points.size(); at++) {
            candidates.add(new Candidate(configs.get(at), points.get(at), results.of(points.get(at))));
        }
        List<String> ids =
                study.folds().splits().stream().map(split -> split.id()).toList();
        return new Tuned(study.space(), ids, study.criteria(), candidates, seed, ending);
    }

    /** A row a candidate and criterion: what was chosen, .metric, .estimator, mean, n, std_err, .config. */
    public DataFrame collectMetrics() {
        return Tables.metrics(this, candidates, criteria);
    }

    /** A row a trial and criterion: id, what was chosen, .metric, .estimator, .estimate, .config. */
    public DataFrame collectFoldMetrics() {
        return Tables.foldMetrics(this);
    }

    /**
     * The predictions for the assessment rows, where they were kept: id, their columns, .row, the outcomes, what was chosen,
     * .config. A row's number is that among all rows, from 0; rows that a recipe leaves out are missing. Outcomes are as they were
     * learned: in the unit of the prediction, classes as their labels.
     */
    public DataFrame collectPredictions() {
        return Tables.predictions(this);
    }

    /**
     * The same with a row once for each candidate, as tune's {@code summarize = TRUE}: means over repeats or bootstraps, and the
     * class whose mean probability is highest.
     */
    public DataFrame collectMeanPredictions() {
        return Tables.meanPredictions(this);
    }

    /** What is worth to know of trials, and why some failed: id, .config, type (error or note), note. */
    public DataFrame collectNotes() {
        return Tables.notes(this);
    }

    /** The best candidates by the first criterion, at most 5. */
    public DataFrame showBest() {
        return showBest(criteria.get(0), 5);
    }

    /** The best candidates by a measure, at most 5. */
    public DataFrame showBest(Measure measure) {
        return showBest(measure, 5);
    }

    /** The best candidates by a measure, at most so many. */
    public DataFrame showBest(Measure measure, int n) {
        return showBest(criterion(measure), n);
    }

    /** The best candidates by a criterion, at most so many. */
    public DataFrame showBest(Criterion criterion, int n) {
        return Tables.metrics(this, best(criterion).limit(n).toList(), List.of(criterion));
    }

    /** The point that is best by the first criterion. */
    public Point selectBest() {
        return selectBest(criteria.get(0));
    }

    /** The point whose mean is best. */
    public Point selectBest(Measure measure) {
        return selectBest(criterion(measure));
    }

    /** The point whose mean is best; of equally good ones the one tried first. */
    public Point selectBest(Criterion criterion) {
        return found(best(criterion).limit(1).toList(), criterion).point();
    }

    /** The simplest point within one standard error of the best, see {@link #selectByOneStdErr(Criterion, Comparator)}. */
    public Point selectByOneStdErr(Measure measure, Comparator<Point> simplestFirst) {
        return selectByOneStdErr(criterion(measure), simplestFirst);
    }

    /**
     * The simplest point whose mean is at most one standard error of the best mean away from it: L. Breiman, J. Friedman,
     * R. Olshen, C. Stone, Classification and Regression Trees, 1984.
     *
     * @param simplestFirst the order from simple to complex, such as {@code Point.by("hidden_units")}
     * @throws IllegalArgumentException the best has no standard error, because it has but one fold
     */
    public Point selectByOneStdErr(Criterion criterion, Comparator<Point> simplestFirst) {
        List<Candidate> ranked = best(criterion).toList();
        Summary best = found(ranked, criterion).of(criterion);
        if (best.n() < 2) {
            throw new IllegalArgumentException(
                    "selectByOneStdErr: folds must be at least 2 for a standard error, got " + best.n());
        }
        return simplest(ranked, criterion, simplestFirst, best.stdErr());
    }

    /** The simplest point that loses at most 2 percent, see {@link #selectByPctLoss(Criterion, Comparator, double)}. */
    public Point selectByPctLoss(Measure measure, Comparator<Point> simplestFirst) {
        return selectByPctLoss(measure, simplestFirst, 2);
    }

    /** The simplest point that loses little, see {@link #selectByPctLoss(Criterion, Comparator, double)}. */
    public Point selectByPctLoss(Measure measure, Comparator<Point> simplestFirst, double limit) {
        return selectByPctLoss(criterion(measure), simplestFirst, limit);
    }

    /**
     * The simplest point whose mean is at most so many percent of the best mean away from it.
     *
     * @param simplestFirst the order from simple to complex, such as {@code Point.by("hidden_units")}
     * @param limit percent, 0 or more; 2 where it is left out, as in tune
     */
    public Point selectByPctLoss(Criterion criterion, Comparator<Point> simplestFirst, double limit) {
        if (!(limit >= 0)) {
            throw new IllegalArgumentException("selectByPctLoss: limit must be 0 or more percent, got " + limit);
        }
        List<Candidate> ranked = best(criterion).toList();
        double best = found(ranked, criterion).of(criterion).mean();
        return simplest(ranked, criterion, simplestFirst, Math.abs(best) * limit / 100);
    }

    private static Point simplest(
            List<Candidate> ranked, Criterion criterion, Comparator<Point> simplestFirst, double away) {
        Summary best = ranked.get(0).of(criterion);
        return ranked.stream()
                .filter(candidate -> candidate.of(criterion).n() == best.n())
                .filter(candidate -> Math.abs(candidate.of(criterion).mean() - best.mean()) <= away)
                .map(Candidate::point)
                .min(simplestFirst)
                .orElseThrow();
    }

    /** The candidates that have a result, the best first; those with results for fewer folds than others are behind them. */
    Stream<Candidate> best(Criterion criterion) {
        known(criterion);
        return candidates.stream()
                .filter(candidate -> candidate.of(criterion).n() > 0)
                .sorted(Comparator.comparing(candidate -> candidate.of(criterion), Ranked.summaries(criterion)));
    }

    private static Candidate found(List<Candidate> ranked, Criterion criterion) {
        if (ranked.isEmpty()) {
            throw new IllegalStateException(
                    "tuned: at least one candidate must have " + criterion + ", got none; collectNotes() says why");
        }
        return ranked.get(0);
    }

    /** The criterion that a measure is here. */
    Criterion criterion(Measure measure) {
        return known(Criterion.of(measure));
    }

    private Criterion known(Criterion criterion) {
        if (!criteria.contains(criterion)) {
            List<String> names = criteria.stream().map(Criterion::name).toList();
            throw new IllegalArgumentException("tuned: criterion must be one of " + String.join(", ", names) + ", got "
                    + criterion + Nearest.hint(criterion.name(), names));
        }
        return criterion;
    }

    /** The results by what was chosen, a panel an open value, with standard errors; by fold where nothing is open. */
    public Chart plot(Measure measure) {
        return plot(criterion(measure));
    }

    /** The results by what was chosen, a panel an open value, with standard errors; by fold where nothing is open. */
    public Chart plot(Criterion criterion) {
        return Pictures.byParameter(this, known(criterion));
    }

    /** The result of each candidate in the order in which they were tried, and the best so far. */
    public Chart plotProgress(Measure measure) {
        return plotProgress(criterion(measure));
    }

    /** The result of each candidate in the order in which they were tried, and the best so far. */
    public Chart plotProgress(Criterion criterion) {
        return Pictures.progress(this, known(criterion));
    }

    /** A line a candidate through all open values and the result. */
    public Chart plotParallel(Measure measure) {
        return plotParallel(criterion(measure));
    }

    /**
     * A line a candidate through all open values and the result.
     *
     * @throws IllegalArgumentException nothing is open
     */
    public Chart plotParallel(Criterion criterion) {
        return Pictures.parallel(this, known(criterion));
    }

    /** As in {@code Tuned 27 candidates on 3 folds, best accuracy 0.8100, 2 trials failed, finished}. */
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
}
