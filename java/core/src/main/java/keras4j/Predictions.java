package keras4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.data.Tensor;
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
        List<String> names = heads.stream().map(head -> head.outcome().name()).toList();
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
        return frame(columns -> numbers.forEach(head -> head.values(columns, suffix(head))));
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
        return frame(columns -> classes.forEach(head -> head.probabilities(columns, suffix(head))));
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
