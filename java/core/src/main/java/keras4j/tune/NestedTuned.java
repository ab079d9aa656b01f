package keras4j.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import keras4j.expr.Point;
import keras4j.resample.Folds;
import keras4j.resample.NestedFolds;
import keras4j.text.Figures;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * An honest judgement of a whole search: for each outer fold, a search on its inner folds chose a point, which was then fitted
 * to the outer analysis rows and judged by the outer assessment rows.
 *
 * @param folds the names of the outer folds that were judged: all, unless it was cancelled
 * @param inner what each search found
 * @param chosen what each chose
 * @param outer what came of it
 */
public record NestedTuned(List<String> folds, List<Tuned> inner, List<Point> chosen, List<Outcome> outer) {
    public NestedTuned {
        folds = List.copyOf(folds);
        inner = List.copyOf(inner);
        chosen = List.copyOf(chosen);
        outer = List.copyOf(outer);
    }

    /**
     * Searches and judges. A search that is cancelled ends it: the outer folds before it are kept.
     *
     * @param nested the splits
     * @param search tunes on inner folds
     * @param choose such as {@code tuned -> tuned.selectBest(RMSE)}
     * @param judge fits and judges a point on an outer fold
     */
    public static NestedTuned of(
            NestedFolds nested, Function<Folds, Tuned> search, Function<Tuned, Point> choose, Runner.Judge judge) {
        List<Tuned> inner = new ArrayList<>();
        List<Point> chosen = new ArrayList<>();
        List<Outcome> outer = new ArrayList<>();
        for (int fold = 0; fold < nested.outer().size(); fold++) {
            Tuned tuned = search.apply(nested.inner().get(fold));
            if (tuned.ending() == Ending.CANCELLED) {
                break;
            }
            boolean found = tuned.best(tuned.criteria().get(0)).findAny().isPresent();
            Point point = found ? choose.apply(tuned) : Point.NONE;
            Outcome judged =
                    found ? judge.judge(new Trial(point, fold)) : Outcome.failed("the search found nothing: " + tuned);
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

    /** The mean over the outer folds. */
    public double mean(Criterion criterion) {
        return Summary.of(criterion, outer).mean();
    }

    /** The standard error of that mean. */
    public double stdErr(Criterion criterion) {
        return Summary.of(criterion, outer).stdErr();
    }

    /** As in {@code NestedTuned 5 outer folds, accuracy 0.9333, standard error 0.0120}. */
    @Override
    public String toString() {
        if (inner.isEmpty()) {
            return "NestedTuned, no outer fold judged";
        }
        Criterion goal = inner.get(0).criteria().get(0);
        String number = folds.size() == 1 ? "1 outer fold" : folds.size() + " outer folds";
        String error = Double.isNaN(stdErr(goal)) ? "" : ", standard error " + Figures.of(stdErr(goal));
        return "NestedTuned " + number + ", " + goal + " " + Figures.of(mean(goal)) + error;
    }

    /** A row an outer fold: id, what was chosen, what a criterion says of it inside and outside. */
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
