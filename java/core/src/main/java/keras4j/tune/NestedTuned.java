package keras4j.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import keras4j.expr.Point;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.ProgressNumbers;
import keras4j.resample.Folds;
import keras4j.resample.Nested.NestedFolds;
import keras4j.tune.Tuned.StopReason;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Result of nested resampling. For each outer fold, a search on its inner folds chose a point. It was then fitted to
 * the outer analysis rows and scored on the outer assessment rows.
 *
 * @param folds the names of the outer folds that were scored: all, unless the search was cancelled
 * @param inner the result of each search
 * @param chosen the point of each search
 * @param outer the score of each point on its outer fold
 */
public record NestedTuned(List<String> folds, List<Tuned> inner, List<Point> chosen, List<TrialResult> outer) {
    /**
     * Copies the lists.
     *
     * @param folds the names of the outer folds that were scored: all, unless the search was cancelled
     * @param inner the result of each search
     * @param chosen the point of each search
     * @param outer the score of each point on its outer fold
     */
    public NestedTuned {
        folds = Preconditions.items("NestedTuned", "folds", folds);
        inner = Preconditions.items("NestedTuned", "inner", inner);
        chosen = Preconditions.items("NestedTuned", "chosen", chosen);
        outer = Preconditions.items("NestedTuned", "outer", outer);
    }

    /**
     * Runs a search and a final scoring for each outer fold. Cancelling a search ends it; the outer folds before it are
     * kept.
     *
     * @param nested the splits
     * @param search tunes on inner folds
     * @param choose the choice of a point, such as {@code tuned -> tuned.selectBest(RMSE)}
     * @param judge fits and scores a point on an outer fold
     * @return the result
     */
    public static NestedTuned of(
            NestedFolds nested, Function<Folds, Tuned> search, Function<Tuned, Point> choose, Runner.Judge judge) {
        List<Tuned> inner = new ArrayList<>();
        List<Point> chosen = new ArrayList<>();
        List<TrialResult> outer = new ArrayList<>();
        for (int fold = 0; fold < nested.outer().size(); fold++) {
            Tuned tuned = search.apply(nested.inner().get(fold));
            if (tuned.ending() == StopReason.CANCELLED) {
                break;
            }
            boolean found = tuned.best(tuned.criteria().get(0)).findAny().isPresent();
            Point point = found ? choose.apply(tuned) : Point.NONE;
            TrialResult judged = found
                    ? judge.judge(new Trial(point, fold))
                    : TrialResult.failed("the search found nothing: " + tuned);
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            inner.add(tuned);
            chosen.add(point);
            outer.add(judged);
        }
        List<String> ids = nested.outer().splits().stream()
                .limit(outer.size())
                .map(split -> split.id())
                .toList();
        return new NestedTuned(ids, inner, chosen, outer);
    }

    /**
     * {@return the mean over the outer folds}
     *
     * @param criterion the criterion
     */
    public double mean(Criterion criterion) {
        return ScoreSummary.of(criterion, outer).mean();
    }

    /**
     * {@return the standard error of the mean over the outer folds}
     *
     * @param criterion the criterion
     */
    public double stdErr(Criterion criterion) {
        return ScoreSummary.of(criterion, outer).stdErr();
    }

    /** Returns text such as {@code NestedTuned 5 outer folds, accuracy 0.9333, standard error 0.0120}. */
    @Override
    public String toString() {
        if (inner.isEmpty()) {
            return "NestedTuned, no outer fold judged";
        }
        Criterion goal = inner.get(0).criteria().get(0);
        String number = folds.size() == 1 ? "1 outer fold" : folds.size() + " outer folds";
        String error = Double.isNaN(stdErr(goal)) ? "" : ", standard error " + ProgressNumbers.of(stdErr(goal));
        return "NestedTuned " + number + ", " + goal + " " + ProgressNumbers.of(mean(goal)) + error;
    }

    /**
     * {@return one row per outer fold: id, the chosen values, and the criterion inside and outside}
     *
     * @param criterion the criterion
     */
    public DataFrame collectMetrics(Criterion criterion) {
        List<Object> inside = new ArrayList<>();
        List<Object> outside = new ArrayList<>();
        for (int fold = 0; fold < folds.size(); fold++) {
            Point point = chosen.get(fold);
            inside.add(inner.get(fold).candidates().stream()
                    .filter(candidate -> candidate.point().equals(point))
                    .mapToDouble(candidate -> candidate.of(criterion).mean())
                    .findFirst()
                    .orElse(Double.NaN));
            outside.add(outer.get(fold).value(criterion));
        }
        return DataFrame.byColumn("id", "chosen", ".metric", "inner", "outer")
                .of(
                        Series.of(folds.toArray()),
                        Series.of(chosen.stream().map(Point::toString).toArray()),
                        Series.of(folds.stream().map(fold -> criterion.name()).toArray()),
                        Series.of(inside.toArray()),
                        Series.of(outside.toArray()));
    }
}
