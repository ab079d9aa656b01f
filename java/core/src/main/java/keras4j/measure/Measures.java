package keras4j.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several measures of the same cases; the first is the one that a search looks at. What yardstick calls a metric set. */
public record Measures(@JsonValue List<Measure> list) {
    private static final Logger LOG = LoggerFactory.getLogger(Measures.class);

    /**
     * These measures, in order.
     *
     * @throws IllegalArgumentException if there is none, or one is there twice
     */
    @JsonCreator
    public Measures {
        list = List.copyOf(list);
        if (list.isEmpty() || list.stream().distinct().count() < list.size()) {
            throw new IllegalArgumentException("Measures: measures must be distinct and at least one, got " + list);
        }
    }

    /** These measures, in order. */
    public static Measures of(Measure... measures) {
        return new Measures(List.of(measures));
    }

    /** The usual measures of numbers: rmse, rsq. */
    public static Measures regression() {
        return of(Measure.RMSE, Measure.RSQ);
    }

    /** The usual measures of classes: roc_auc, accuracy, brier_class. */
    public static Measures classification() {
        return of(Measure.ROC_AUC, Measure.ACCURACY, Measure.BRIER_CLASS);
    }

    /**
     * The scores of some cases, in the order of the measures.
     *
     * @throws IllegalArgumentException if a measure does not suit the cases
     */
    public List<Score> scores(Cases cases) {
        return list.stream().map(measure -> measure.score(cases)).toList();
    }

    /** The scores as a frame, see {@link #frame(DataFrame, String)}. */
    public DataFrame frame(Cases cases) {
        return frame(List.of(), scores(cases));
    }

    /**
     * Columns {@code .metric}, {@code .estimator} and {@code .estimate}, a row for each measure. What is undefined is NaN, and
     * the log says why.
     *
     * @param predictions truth and predictions, as {@link Cases#of(DataFrame, String)} reads them
     */
    public DataFrame frame(DataFrame predictions, String truth) {
        return frame(Cases.of(predictions, truth));
    }

    /**
     * The same with a first column {@code .outcome}, for several outcomes: each has the measures that suit it.
     *
     * @throws IllegalArgumentException if an outcome has none
     */
    public DataFrame frame(Map<String, Cases> outcomes) {
        List<String> names = new ArrayList<>();
        List<Score> scores = new ArrayList<>();
        outcomes.forEach((name, cases) -> {
            List<Measure> suitable =
                    list.stream().filter(measure -> measure.suits(cases)).toList();
            if (suitable.isEmpty()) {
                throw new IllegalArgumentException(
                        "Measures: outcome '" + name + "' must suit one of " + list + ", got " + cases);
            }
            suitable.forEach(measure -> {
                names.add(name);
                scores.add(measure.score(cases));
            });
        });
        return frame(names, scores);
    }

    private static DataFrame frame(List<String> outcomes, List<Score> scores) {
        scores.forEach(score -> score.notes().forEach(note -> LOG.warn("{}: {}", score.measure(), note)));
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        if (!outcomes.isEmpty()) {
            columns.put(".outcome", Series.ofIterable(outcomes));
        }
        columns.put(".metric", texts(scores, Score::measure));
        columns.put(".estimator", texts(scores, Score::estimator));
        columns.put(
                ".estimate",
                Series.ofDouble(scores.stream().mapToDouble(Score::value).toArray()));
        return DataFrame.byColumn(columns.keySet().toArray(String[]::new))
                .of(columns.values().toArray(Series<?>[]::new));
    }

    private static Series<String> texts(List<Score> scores, Function<Score, Object> part) {
        return Series.ofIterable(
                scores.stream().map(score -> part.apply(score).toString()).toList());
    }

    /** As in {@code Measures rmse, rsq}. */
    @Override
    public String toString() {
        return list.stream().map(Measure::toString).collect(Collectors.joining(", ", "Measures ", ""));
    }
}
