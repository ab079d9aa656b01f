package keras4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import keras4j.data.Examples;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.data.Target;
import keras4j.data.Tensor;
import keras4j.measure.Cases;
import keras4j.measure.Measure;
import keras4j.measure.Measures;
import keras4j.measure.Scores;
import keras4j.text.Nearest;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * What a network says about some rows: its raw output and, by what was learned, values or classes and probabilities.
 *
 * <p>Columns are named as in tidymodels: {@code .pred}, {@code .pred_class}, {@code .pred_<level>}; where there are several
 * outcomes {@code .pred_<outcome>}, {@code .pred_class_<outcome>}, {@code .pred_<outcome>_<level>}. An output that gives
 * several columns of numbers together, such as the next steps of a series, has a column {@code .pred_<outcome>} for each.
 */
public final class Predictions {
    private final List<Head> heads;
    /** Outcomes that the recipe computes anew. */
    private final Set<String> transformed;

    private Predictions(List<Head> heads, Set<String> transformed) {
        this.heads = heads;
        this.transformed = transformed;
    }

    /**
     * Reads a network's outputs as what {@code schema} says was learned.
     *
     * @param outputs one an outcome: shape {@code (rows, levels)} for a class, {@code (rows, 1)} if it has two levels and ends
     *     in one sigmoid unit; {@code (rows, ...)} for numbers
     * @throws IllegalArgumentException if the output for a class has another shape
     */
    public static Predictions of(List<Tensor> outputs, Schema schema) {
        return of(outputs, Preparation.of(schema));
    }

    static Predictions of(List<Tensor> outputs, Preparation preparation) {
        Schema schema = preparation.schema();
        List<Head> heads = new ArrayList<>();
        for (int at = 0; at < outputs.size(); at++) {
            heads.add(new Head(outputs.get(at), schema.outcomes().get(at)));
        }
        return new Predictions(List.copyOf(heads), preparation.transformed());
    }

    /**
     * The predictions of one outcome alone.
     *
     * @throws IllegalArgumentException if there is no such outcome
     */
    public Predictions of(String outcome) {
        List<String> names = outcomeNames();
        if (!names.contains(outcome)) {
            throw new IllegalArgumentException("Predictions: outcome must be one of " + String.join(", ", names)
                    + ", got " + outcome + Nearest.hint(outcome, names));
        }
        return new Predictions(List.of(heads.get(names.indexOf(outcome))), transformed);
    }

    /**
     * The network's output as it came.
     *
     * @throws IllegalStateException if there are several outcomes
     */
    public Tensor tensor() {
        return only("tensor()").output();
    }

    public int rows() {
        return heads.get(0).output().rows();
    }

    /**
     * Column {@code .pred}: one float a row, or one array where the outcome has several numbers. Of several outcomes, a
     * column {@code .pred_<outcome>} for each that is numbers.
     *
     * @throws IllegalStateException if no outcome is numbers
     */
    public DataFrame values() {
        List<Head> numbers = asked("values()", false);
        return frame(columns -> numbers.forEach(head -> head.values(columns, ".pred", suffix(head))));
    }

    /**
     * A forecast with a row for each step, not a column: columns {@code .row}, from 0, {@code .step} and {@code .pred}, or
     * {@code .pred_<variable>} of several variables. Steps and variables are read from names such as {@code lead_2_load}; other
     * columns, and the numbers of an array, are the steps 1, 2, … of one variable.
     *
     * @throws IllegalStateException if the outcome is a class, or there are several
     */
    public DataFrame steps() {
        asked("steps()", false);
        Head head = only("steps()");
        return LongFrames.of(head.outcome(), Map.of(".pred", head.output()));
    }

    /**
     * All predicted numbers, row after row.
     *
     * @throws IllegalStateException if the outcome is a class, or there are several
     */
    public float[] floats() {
        asked("floats()", false);
        return only("floats()").output().toFloats();
    }

    /**
     * Column {@code .pred_class}: the most probable level of each row, the first of equal ones. With one sigmoid unit it is
     * the second level where its probability is above 0.5. Of several outcomes, a column {@code .pred_class_<outcome>} for
     * each that is a class.
     *
     * @throws IllegalStateException if no outcome is a class
     */
    public DataFrame classes() {
        List<Head> classes = asked("classes()", true);
        return frame(columns ->
                classes.forEach(head -> columns.put(".pred_class" + suffix(head), Series.ofIterable(head.labels()))));
    }

    /**
     * The most probable level of each row, see {@link #classes()}.
     *
     * @throws IllegalStateException if the outcome is numbers, or there are several
     */
    public List<String> labels() {
        asked("labels()", true);
        return only("labels()").labels();
    }

    /**
     * Columns {@code .pred_<level>}, in the order of the levels: the network's output for each class. Of several outcomes,
     * columns {@code .pred_<outcome>_<level>} for each that is a class.
     *
     * @throws IllegalStateException if no outcome is a class
     */
    public DataFrame probabilities() {
        List<Head> classes = asked("probabilities()", true);
        return frame(columns -> classes.forEach(head -> head.probabilities(columns, ".pred", suffix(head))));
    }

    /**
     * Truth and prediction of one outcome, for confusion matrix, curves and pictures.
     *
     * @param truth a frame with the outcome's column as it went into the fit
     * @throws IllegalStateException if there are several outcomes
     * @throws IllegalArgumentException if the column is missing, has other rows, or a level that fit did not see
     */
    public Cases cases(DataFrame truth) {
        only("cases()");
        return Compared.single(outcomes(truth));
    }

    /** Truth and prediction of the one outcome: labels, or numbers of shape {@code (rows)} or {@code (rows, ...)}. */
    public Cases cases(Target truth) {
        return Compared.of(only("cases()"), truth);
    }

    /**
     * Truth and prediction of each outcome, by its name; an output that gives several columns has an entry for each, one that
     * gives an array has all its numbers in one.
     *
     * @throws IllegalArgumentException if a column is missing, or a recipe transforms an outcome
     */
    public Map<String, Cases> outcomes(DataFrame truth) {
        heads.stream()
                .flatMap(head -> head.outcome().columns().stream())
                .filter(transformed::contains)
                .findFirst()
                .ifPresent(column -> {
                    throw new IllegalArgumentException("Predictions: outcome must be in the units of the frame, got '"
                            + column + "', which the recipe transforms; use keras.measure(fitted, frame)");
                });
        return Compared.of(heads, truth);
    }

    /** The same from rows that are not a frame, with their weights. */
    public Map<String, Cases> outcomes(Examples truth) {
        return Compared.of(heads, truth.arranged(List.copyOf(truth.inputs().keySet()), outcomeNames()));
    }

    /**
     * How good the predictions are: a score for each outcome and each measure that suits it. Without measures, yardstick's usual
     * ones: rmse, rsq and mae of numbers; accuracy, kap, mn_log_loss and roc_auc of classes.
     *
     * @param truth a frame with the outcomes' columns
     * @throws IllegalArgumentException if a column is missing, or an outcome suits no measure
     */
    public Scores measure(DataFrame truth, Measure... measures) {
        return scores(outcomes(truth), measures);
    }

    /** The same by a set of measures, as in {@code metrics(ACCURACY, ROC_AUC)}. */
    public Scores measure(DataFrame truth, Measures measures) {
        return measures.scores(outcomes(truth));
    }

    /** The same for one outcome that is not in a frame. */
    public Scores measure(Target truth, Measure... measures) {
        return cases(truth).measure(measures);
    }

    /** The same for rows that are not a frame, with their weights. */
    public Scores measure(Examples truth, Measure... measures) {
        return scores(outcomes(truth), measures);
    }

    private static Scores scores(Map<String, Cases> outcomes, Measure[] measures) {
        return measures.length == 0
                ? Scores.of(outcomes)
                : Measures.of(measures).scores(outcomes);
    }

    private List<String> outcomeNames() {
        return heads.stream().map(head -> head.outcome().name()).toList();
    }

    /** All that is predicted: {@link #classes()}, {@link #probabilities()} and {@link #values()} side by side. */
    DataFrame columns() {
        return frame(columns -> heads.forEach(head -> {
            if (head.outcome().classifies()) {
                columns.put(".pred_class" + suffix(head), Series.ofIterable(head.labels()));
                head.probabilities(columns, ".pred", suffix(head));
            } else {
                head.values(columns, ".pred", suffix(head));
            }
        }));
    }

    /** The numbers of all outcomes: {@link #values()} and {@link #probabilities()} side by side. */
    DataFrame numbers() {
        return frame(columns -> heads.forEach(head -> {
            if (head.outcome().classifies()) {
                head.probabilities(columns, ".pred", suffix(head));
            } else {
                head.values(columns, ".pred", suffix(head));
            }
        }));
    }

    /**
     * The predictions beside the rows that they are for: all columns of {@link #classes()}, {@link #probabilities()} and {@link
     * #values()}, then those of the frame, ids and all. Where a predicted number's column is in the frame, {@code .resid} is what
     * was observed minus what is predicted; it is left out where a recipe transforms the outcome.
     *
     * @param frame the rows that were predicted, in their order
     * @throws IllegalArgumentException if they are more or fewer, or a column has a prediction's name
     */
    public DataFrame augment(DataFrame frame) {
        Augmented augmented = new Augmented(frame, transformed);
        heads.forEach(head -> augmented.add(head, suffix(head)));
        return augmented.frame();
    }

    private static DataFrame frame(Consumer<Map<String, Series<?>>> fill) {
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        fill.accept(columns);
        return DataFrame.byColumn(columns.keySet().toArray(String[]::new))
                .of(columns.values().toArray(Series<?>[]::new));
    }

    private String suffix(Head head) {
        return heads.size() == 1 ? "" : "_" + head.outcome().name();
    }

    private Head only(String asked) {
        if (heads.size() > 1) {
            throw new IllegalStateException("Predictions: " + asked + " must be asked of one outcome, got " + names()
                    + "; use of(\"" + heads.get(0).outcome().name() + "\")");
        }
        return heads.get(0);
    }

    private List<Head> asked(String asked, boolean classes) {
        List<Head> asking = heads.stream()
                .filter(head -> head.outcome().classifies() == classes)
                .toList();
        if (asking.isEmpty()) {
            throw new IllegalStateException("Predictions: " + asked + " must be asked of a "
                    + (classes ? "classifier" : "regression") + ", got the " + (classes ? "numbers" : "classes")
                    + " of "
                    + names() + "; use " + (classes ? "values()" : "classes() or probabilities()"));
        }
        return asking;
    }

    private String names() {
        return heads.stream().map(head -> "'" + head.outcome().name() + "'").collect(Collectors.joining(", "));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Predictions that && heads.equals(that.heads);
    }

    @Override
    public int hashCode() {
        return Objects.hash(heads);
    }

    @Override
    public String toString() {
        Outcome first = heads.get(0).outcome();
        String levels = heads.size() > 1 || !first.classifies() ? "" : ", " + first.width() + " levels";
        return "Predictions of " + names() + " for " + rows() + " rows" + levels;
    }
}
