package keras4j.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.plot.Table;
import keras4j.text.Figures;
import keras4j.text.Nearest;
import keras4j.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What several measures say of some predictions, for each outcome; where there are several outcomes, also the mean of each
 * measure over them.
 *
 * @param outcomes the scores of each outcome by its name, in order
 */
public record Scores(Map<String, List<Score>> outcomes) {
    private static final Logger LOG = LoggerFactory.getLogger(Scores.class);
    private static final String MEAN = "(mean)";

    /** A line of the table. */
    private record Line(String outcome, String measure, String estimator, double value) {}

    /**
     * Scores of these outcomes.
     *
     * @throws IllegalArgumentException if there is no outcome
     */
    public Scores {
        Map<String, List<Score>> copy = new LinkedHashMap<>();
        outcomes.forEach((outcome, scores) -> copy.put(outcome, List.copyOf(scores)));
        outcomes = Collections.unmodifiableMap(copy);
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("Scores: outcomes must be at least one, got none");
        }
    }

    /**
     * The scores of each outcome by yardstick's usual measures: {@code rmse}, {@code rsq}, {@code mae} of numbers; {@code accuracy},
     * {@code kap} of classes and, where there are probabilities, {@code mn_log_loss}, {@code roc_auc}.
     */
    public static Scores of(Map<String, Cases> outcomes) {
        return of(outcomes, outcome -> Measures.usual(outcome.getValue())).logged();
    }

    /** Computes the scores of each outcome's cases. */
    static Scores of(Map<String, Cases> outcomes, Function<Map.Entry<String, Cases>, Measures> measures) {
        Map<String, List<Score>> scores = new LinkedHashMap<>();
        outcomes.entrySet()
                .forEach(outcome -> scores.put(
                        outcome.getKey(),
                        measures.apply(outcome).list().stream()
                                .map(measure -> measure.score(outcome.getValue()))
                                .toList()));
        return new Scores(scores);
    }

    /** The same, once the log has said why some are undefined. */
    Scores logged() {
        outcomes.values()
                .forEach(each -> each.forEach(
                        score -> score.notes().forEach(note -> LOG.warn("{}: {}", score.measure(), note))));
        return this;
    }

    /**
     * What a measure says: of the one outcome, or the mean over those that it suits. NaN where it is undefined.
     *
     * @throws IllegalArgumentException if the measure was not asked for
     */
    public double value(Measure measure) {
        return of(measure, outcomes.values().stream().flatMap(List::stream).toList())
                .mapToDouble(Score::value)
                .average()
                .getAsDouble();
    }

    /**
     * What a measure says of one of several outcomes.
     *
     * @throws IllegalArgumentException if there is no such outcome, or the measure was not asked for
     */
    public double value(String outcome, Measure measure) {
        List<Score> scores = outcomes.get(outcome);
        if (scores == null) {
            throw new IllegalArgumentException("Scores: outcome must be one of " + names() + ", got '" + outcome + "'"
                    + Nearest.quotedHint(outcome, outcomes.keySet()));
        }
        return of(measure, scores).findFirst().orElseThrow().value();
    }

    private static Stream<Score> of(Measure measure, List<Score> scores) {
        if (scores.stream().noneMatch(score -> score.measure().equals(measure))) {
            throw new IllegalArgumentException("Scores: measure must be one of "
                    + scores.stream().map(Score::measure).distinct().toList() + ", got " + measure);
        }
        return scores.stream().filter(score -> score.measure().equals(measure));
    }

    private String names() {
        return Quoted.of(List.copyOf(outcomes.keySet()));
    }

    private boolean several() {
        return outcomes.size() > 1;
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        outcomes.forEach((outcome, scores) -> scores.forEach(score -> lines.add(
                new Line(outcome, score.measure().toString(), score.estimator().toString(), score.value()))));
        if (several()) {
            lines.addAll(means(lines));
        }
        return lines;
    }

    private static List<Line> means(List<Line> lines) {
        Map<List<String>, List<Line>> alike = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> List.of(line.measure, line.estimator), LinkedHashMap::new, Collectors.toList()));
        return alike.values().stream()
                .filter(same -> same.size() > 1)
                .map(same -> new Line(
                        MEAN,
                        same.get(0).measure,
                        same.get(0).estimator,
                        same.stream().mapToDouble(Line::value).average().getAsDouble()))
                .toList();
    }

    /**
     * Columns {@code .metric}, {@code .estimator} and {@code .estimate}, a row for each score. Of several outcomes, a first
     * column {@code .outcome}, and last the means over outcomes, whose outcome is {@code (mean)}.
     */
    public DataFrame toFrame() {
        List<Line> lines = lines();
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        if (several()) {
            columns.put(".outcome", texts(lines, Line::outcome));
        }
        columns.put(".metric", texts(lines, Line::measure));
        columns.put(".estimator", texts(lines, Line::estimator));
        columns.put(
                ".estimate",
                Series.ofDouble(lines.stream().mapToDouble(Line::value).toArray()));
        return DataFrame.byColumn(columns.keySet().toArray(String[]::new))
                .of(columns.values().toArray(Series<?>[]::new));
    }

    private static Series<String> texts(List<Line> lines, Function<Line, String> part) {
        return Series.ofIterable(lines.stream().map(part).toList());
    }

    /** The same as text: a line for each score, columns aligned. */
    public String table() {
        return rows().text();
    }

    /** The same as a part of an HTML page, as notebooks show it. */
    public String toHtml() {
        return rows().toHtml();
    }

    /** The same as a table of text. */
    public Table rows() {
        int from = several() ? 0 : 1;
        List<String> header = List.of(".outcome", ".metric", ".estimator", ".estimate");
        return new Table(
                header.subList(from, 4),
                lines().stream()
                        .map(line -> List.of(line.outcome, line.measure, line.estimator, Figures.of(line.value))
                                .subList(from, 4))
                        .toList());
    }

    /** As in {@code Scores rmse 2.5869, rsq 0.8101, mae 1.9721}. */
    @Override
    public String toString() {
        return lines().stream()
                .filter(line -> !line.outcome.equals(MEAN))
                .map(line -> line.measure + (several() ? " of " + line.outcome : "") + " " + Figures.of(line.value))
                .collect(Collectors.joining(", ", "Scores ", ""));
    }
}
