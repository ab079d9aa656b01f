package keras4j.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.ProgressNumbers;
import keras4j.internal.text.Quoted;
import keras4j.plot.ChartTable;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values of several measures for each outcome; for several outcomes also the mean of each measure over them.
 *
 * @param outcomes the scores of each outcome by its name, in order
 */
public record Scores(Map<String, List<Score>> outcomes) {
    private static final Logger LOG = LoggerFactory.getLogger(Scores.class);
    /** The outcome name of rows that hold means over outcomes. */
    private static final String MEAN = "(mean)";

    /** A line of the table. */
    private record Line(String outcome, String measure, String estimator, double value) {}

    /**
     * Checks and copies the scores.
     *
     * @param outcomes the scores of each outcome by its name, in order
     * @throws IllegalArgumentException if there is no outcome
     */
    public Scores {
        outcomes = Preconditions.lists("Scores", "outcomes", outcomes);
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("Scores: outcomes must not be empty");
        }
    }

    /**
     * Computes the scores of each outcome by yardstick's usual measures: {@code rmse}, {@code rsq}, {@code mae} of
     * numbers; {@code accuracy}, {@code kap} of classes and, if there are probabilities, {@code mn_log_loss},
     * {@code roc_auc}.
     *
     * @param outcomes outcome to cases
     * @return the scores
     */
    public static Scores of(Map<String, TruthEstimates> outcomes) {
        Preconditions.entries("Scores", "outcomes", outcomes);
        return of(outcomes, outcome -> Measures.usual(outcome.getValue())).logged();
    }

    /** Computes the scores of each outcome's cases. */
    static Scores of(
            Map<String, TruthEstimates> outcomes, Function<Map.Entry<String, TruthEstimates>, Measures> measures) {
        Map<String, List<Score>> scores = new LinkedHashMap<>();
        outcomes.entrySet()
                .forEach(outcome -> scores.put(
                        outcome.getKey(),
                        measures.apply(outcome).list().stream()
                                .map(measure -> measure.score(outcome.getValue()))
                                .toList()));
        return new Scores(scores);
    }

    /** Logs why some scores are undefined, and returns these scores. */
    Scores logged() {
        outcomes.values()
                .forEach(each -> each.forEach(
                        score -> score.notes().forEach(note -> LOG.warn("{}: {}", score.measure(), note))));
        return this;
    }

    /**
     * Returns the value of a measure: of the only outcome, or the mean over the outcomes that it suits. NaN if
     * undefined.
     *
     * @param measure a measure that was computed
     * @return the value
     * @throws IllegalArgumentException if the measure was not computed
     */
    public double value(Measure measure) {
        return of(measure, outcomes.values().stream().flatMap(List::stream).toList())
                .mapToDouble(Score::value)
                .average()
                .getAsDouble();
    }

    /**
     * Returns the value of a measure for one of several outcomes.
     *
     * @param outcome the name of the outcome
     * @param measure a measure that was computed
     * @return the value; NaN if undefined
     * @throws IllegalArgumentException if there is no such outcome, or the measure was not computed
     */
    public double value(String outcome, Measure measure) {
        Preconditions.notNull("Scores", "outcome", outcome);
        List<Score> scores = outcomes.get(outcome);
        if (scores == null) {
            throw new IllegalArgumentException("Scores: outcome must be one of " + Quoted.cut(names()) + ", got '"
                    + Quoted.cut(outcome) + "'" + NearestName.quotedHint(outcome, outcomes.keySet()));
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
                .map(Scores::mean)
                .toList();
    }

    private static Line mean(List<Line> alike) {
        double mean = alike.stream().mapToDouble(Line::value).average().getAsDouble();
        return new Line(MEAN, alike.get(0).measure, alike.get(0).estimator, mean);
    }

    /**
     * Returns columns {@code .metric}, {@code .estimator} and {@code .estimate}, a row for each score. Several outcomes
     * add a first column {@code .outcome}, and final rows of the means over outcomes, whose outcome is {@code (mean)}.
     *
     * @return the scores as a frame
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

    /** {@return the scores as text: a line for each score, columns aligned} */
    public String table() {
        return rows().text();
    }

    /** {@return the scores as an HTML fragment, for notebooks} */
    public String toHtml() {
        return rows().toHtml();
    }

    /** {@return the scores as a table of text} */
    public ChartTable rows() {
        int from = several() ? 0 : 1;
        List<String> header = List.of(".outcome", ".metric", ".estimator", ".estimate");
        return new ChartTable(
                header.subList(from, 4),
                lines().stream()
                        .map(line -> List.of(line.outcome, line.measure, line.estimator, ProgressNumbers.of(line.value))
                                .subList(from, 4))
                        .toList());
    }

    /** Returns text such as {@code Scores rmse 2.5869, rsq 0.8101, mae 1.9721}. */
    @Override
    public String toString() {
        return lines().stream()
                .filter(line -> !line.outcome.equals(MEAN))
                .map(line ->
                        line.measure + (several() ? " of " + line.outcome : "") + " " + ProgressNumbers.of(line.value))
                .collect(Collectors.joining(", ", "Scores ", ""));
    }
}
