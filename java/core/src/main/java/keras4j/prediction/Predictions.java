package keras4j.prediction;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.data.Target;
import keras4j.data.Tensor;
import keras4j.internal.prediction.AugmentedFrame;
import keras4j.internal.prediction.LongFrames;
import keras4j.internal.prediction.OutputPredictions;
import keras4j.internal.prediction.PredictionColumns;
import keras4j.internal.prediction.PredictionNames;
import keras4j.internal.prediction.RowSelection;
import keras4j.internal.prediction.TruthAndPredictions;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.measure.Measure;
import keras4j.measure.Measures;
import keras4j.measure.Scores;
import keras4j.measure.TruthEstimates;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Predictions of a network for some rows: its raw outputs and, by the schema of the fit, values, or classes and
 * probabilities.
 *
 * <p>Columns are named as in tidymodels: {@code .pred}, {@code .pred_class}, {@code .pred_<level>}. With several
 * outcomes they are {@code .pred_<outcome>}, {@code .pred_class_<outcome>}, {@code .pred_<outcome>_<level>}. An output
 * with several columns of numbers, such as the next steps of a series, has a column {@code .pred_<outcome>} for each.
 */
public final class Predictions {
    private final List<OutputPredictions> heads;
    /** Outcomes that the recipe transforms. */
    private final Set<String> transformed;

    private final RowSelection selection;

    private Predictions(List<OutputPredictions> heads, Set<String> transformed, RowSelection selection) {
        this.heads = heads;
        this.transformed = transformed;
        this.selection = selection;
    }

    /**
     * Returns a network's outputs as predictions of the outcomes of a schema.
     *
     * @param outputs one for each outcome: shape {@code (rows, levels)} for a class, {@code (rows, 1)} if it has two
     *     levels and the output is one sigmoid unit; {@code (rows, ...)} for numbers
     * @param schema the inputs and outcomes
     * @return the predictions
     * @throws IllegalArgumentException if the output for a class has another shape
     */
    public static Predictions of(List<Tensor> outputs, Schema schema) {
        return of(outputs, schema, Set.of());
    }

    /**
     * Returns a network's outputs as predictions of the outcomes of a schema, some of them in other units.
     *
     * @param outputs as in {@link #of(List, Schema)}
     * @param schema the inputs and outcomes
     * @param transformed the outcome columns that the recipe transforms
     * @return the predictions
     */
    public static Predictions of(List<Tensor> outputs, Schema schema, Set<String> transformed) {
        Preconditions.items("Predictions", "outputs", outputs);
        List<Outcome> outcomes =
                Preconditions.notNull("Predictions", "schema", schema).outcomes();
        Preconditions.sameSize("Predictions", "outcomes", outcomes.size(), "outputs", outputs.size());
        List<OutputPredictions> heads = IntStream.range(0, outputs.size())
                .mapToObj(at -> new OutputPredictions(outputs.get(at), outcomes.get(at)))
                .toList();
        int rows = outputs.get(0).rows();
        RowSelection all = new RowSelection(IntStream.range(0, rows).toArray(), rows);
        return new Predictions(heads, Set.copyOf(Preconditions.items("Predictions", "transformed", transformed)), all);
    }

    /**
     * Returns a copy with the rows of a frame that were predicted. Of the whole frame, {@link #augment},
     * {@link #measure(DataFrame, Measure...)} and others take these rows.
     *
     * @param numbers the number of each predicted row, from 0
     * @param height the number of rows of the frame
     * @return the predictions
     */
    public Predictions ofRows(int[] numbers, int height) {
        Preconditions.notNull("Predictions", "numbers", numbers);
        return new Predictions(heads, transformed, new RowSelection(numbers, height));
    }

    /**
     * Returns the predictions of one outcome.
     *
     * @param outcome the name of the outcome
     * @return its predictions
     * @throws IllegalArgumentException if there is no such outcome
     */
    public Predictions of(String outcome) {
        Preconditions.notNull("Predictions", "outcome", outcome);
        List<String> names = outcomeNames();
        if (!names.contains(outcome)) {
            throw new IllegalArgumentException(
                    "Predictions: outcome must be one of " + Quoted.cut(String.join(", ", names)) + ", got "
                            + Quoted.cut(outcome) + NearestName.hint(outcome, names));
        }
        return new Predictions(List.of(heads.get(names.indexOf(outcome))), transformed, selection);
    }

    /**
     * Returns the raw output of the network.
     *
     * @return the output, of shape {@code (rows, ...)}
     * @throws IllegalStateException if there are several outcomes
     */
    public Tensor tensor() {
        return PredictedOutcomes.only(heads, "tensor()").output();
    }

    /** {@return the number of predicted rows} */
    public int rows() {
        return heads.get(0).output().rows();
    }

    /**
     * Returns the number of each predicted row in the frame, from 0. Rows are left out for which a step such as {@code lag} or
     * {@code sequence} has too few rows before.
     *
     * @return a new array, one number for each predicted row
     */
    public int[] rowNumbers() {
        return selection.numbers();
    }

    /**
     * Returns the predicted numbers in column {@code .pred}: one float for each row, or one array if the outcome has
     * several numbers. With several outcomes, each numeric one has a column {@code .pred_<outcome>}.
     *
     * @return one row for each predicted row
     * @throws IllegalStateException if no outcome is numeric
     */
    public DataFrame values() {
        List<OutputPredictions> numbers = PredictedOutcomes.asked(heads, "values()", false);
        return frame(columns -> numbers.forEach(head -> head.values(columns, ".pred", namesOf(head))));
    }

    /**
     * Returns a forecast in long format, with a row for each step: columns {@code .row}, from 0, {@code .step} and
     * {@code .pred}, or {@code .pred_<variable>} with several variables. Steps and variables are read from names such
     * as {@code lead_2_load}. Other columns, and the numbers of an array, are the steps 1, 2, … of one variable.
     *
     * @return one row for each step of each predicted row
     * @throws IllegalStateException if the outcome is a class, or there are several
     */
    public DataFrame steps() {
        PredictedOutcomes.asked(heads, "steps()", false);
        OutputPredictions head = PredictedOutcomes.only(heads, "steps()");
        return LongFrames.of(head.outcome(), Map.of(".pred", head.output()));
    }

    /**
     * Returns all predicted numbers, row after row.
     *
     * @return a new array
     * @throws IllegalStateException if the outcome is a class, or there are several
     */
    public float[] floats() {
        PredictedOutcomes.asked(heads, "floats()", false);
        return PredictedOutcomes.only(heads, "floats()").output().toFloats();
    }

    /**
     * Returns the most probable level of each row in column {@code .pred_class}, the first of equally probable ones.
     * With one sigmoid unit, it is the second level if its probability is above 0.5. With several outcomes, each class
     * has a column {@code .pred_class_<outcome>}.
     *
     * @return one row for each predicted row
     * @throws IllegalStateException if no outcome is a class
     */
    public DataFrame classes() {
        List<OutputPredictions> classes = PredictedOutcomes.asked(heads, "classes()", true);
        return frame(columns ->
                classes.forEach(head -> columns.add(namesOf(head).label(), Series.ofIterable(head.labels()))));
    }

    /**
     * Returns the most probable level of each row, see {@link #classes()}.
     *
     * @return one level for each row
     * @throws IllegalStateException if the outcome is numeric, or there are several
     */
    public List<String> labels() {
        PredictedOutcomes.asked(heads, "labels()", true);
        return PredictedOutcomes.only(heads, "labels()").labels();
    }

    /**
     * Returns the network's output for each class in columns {@code .pred_<level>}, in the order of the levels. With
     * several outcomes, each class has columns {@code .pred_<outcome>_<level>}.
     *
     * @return one row for each predicted row
     * @throws IllegalStateException if no outcome is a class
     */
    public DataFrame probabilities() {
        List<OutputPredictions> classes = PredictedOutcomes.asked(heads, "probabilities()", true);
        return frame(columns -> classes.forEach(head -> head.probabilities(columns, ".pred", namesOf(head))));
    }

    /**
     * Returns truth and prediction of the outcome, for a confusion matrix, curves and charts.
     *
     * @param truth a frame with the outcome's column as it was before the recipe
     * @return truth and prediction of each row
     * @throws IllegalStateException if there are several outcomes
     * @throws IllegalArgumentException if the column is missing, has other rows, or has a level that fit did not see
     */
    public TruthEstimates cases(DataFrame truth) {
        PredictedOutcomes.only(heads, "cases()");
        return TruthAndPredictions.single(outcomes(truth));
    }

    /**
     * Returns truth and prediction of the outcome, without a frame.
     *
     * @param truth labels, or numbers of shape {@code (rows)} or {@code (rows, ...)}
     * @return truth and prediction of each row
     */
    public TruthEstimates cases(Target truth) {
        return TruthAndPredictions.of(PredictedOutcomes.only(heads, "cases()"), truth);
    }

    /**
     * Returns truth and prediction of each outcome. An output with several columns has an entry for each; an array
     * outcome has all its numbers in one entry.
     *
     * @param truth a frame with the outcomes' columns
     * @return truth and prediction by the name of the outcome
     * @throws IllegalArgumentException if a column is missing, or a recipe transforms an outcome
     */
    public Map<String, TruthEstimates> outcomes(DataFrame truth) {
        Preconditions.notNull("Predictions", "truth", truth);
        heads.stream()
                .flatMap(head -> head.outcome().columns().stream())
                .filter(transformed::contains)
                .findFirst()
                .ifPresent(column -> {
                    throw new IllegalArgumentException("Predictions: outcome must be in the units of the frame, got '"
                            + Quoted.cut(column) + "', which the recipe transforms; use keras.measure(fitted, frame)");
                });
        return TruthAndPredictions.of(heads, selection.of(truth));
    }

    /**
     * Returns truth and prediction of each outcome, with case weights, without a frame.
     *
     * @param truth rows with their outcomes
     * @return truth and prediction by the name of the outcome
     */
    public Map<String, TruthEstimates> outcomes(Examples truth) {
        Preconditions.notNull("Predictions", "truth", truth);
        return TruthAndPredictions.of(
                heads, truth.inOrderOf(List.copyOf(truth.inputs().keySet()), outcomeNames()));
    }

    /**
     * Scores the predictions: one score for each outcome and each measure that applies to it.
     *
     * @param truth a frame with the outcomes' columns
     * @param measures the measures; none for yardstick's usual ones: rmse, rsq and mae of numbers; accuracy, kap,
     *     mn_log_loss and roc_auc of classes
     * @return the scores
     * @throws IllegalArgumentException if a column is missing, or no measure applies to an outcome
     */
    public Scores measure(DataFrame truth, Measure... measures) {
        return scores(outcomes(truth), measures);
    }

    /**
     * Scores the predictions by a set of measures, as in {@code metrics(ACCURACY, ROC_AUC)}.
     *
     * @param truth a frame with the outcomes' columns
     * @param measures the measures
     * @return the scores
     */
    public Scores measure(DataFrame truth, Measures measures) {
        Preconditions.notNull("Predictions", "measures", measures);
        return measures.scores(outcomes(truth));
    }

    /**
     * Scores the predictions of one outcome, without a frame.
     *
     * @param truth labels or numbers
     * @param measures the measures; none for yardstick's usual ones
     * @return the scores
     */
    public Scores measure(Target truth, Measure... measures) {
        return cases(truth).measure(measures);
    }

    /**
     * Scores the predictions with case weights, without a frame.
     *
     * @param truth rows with their outcomes
     * @param measures the measures; none for yardstick's usual ones
     * @return the scores
     */
    public Scores measure(Examples truth, Measure... measures) {
        return scores(outcomes(truth), measures);
    }

    private static Scores scores(Map<String, TruthEstimates> outcomes, Measure[] measures) {
        return measures.length == 0
                ? Scores.of(outcomes)
                : Measures.of(measures).scores(outcomes);
    }

    private List<String> outcomeNames() {
        return heads.stream().map(head -> head.outcome().name()).toList();
    }

    /**
     * Returns all predictions: {@link #classes()}, {@link #probabilities()} and {@link #values()} side by side.
     *
     * @return one row for each predicted row
     */
    public DataFrame columns() {
        return frame(columns -> heads.forEach(head -> head.all(columns, namesOf(head))));
    }

    /**
     * Returns the numbers of all outcomes: {@link #values()} and {@link #probabilities()} side by side.
     *
     * @return one row for each predicted row
     */
    public DataFrame numbers() {
        return frame(columns -> heads.forEach(head -> {
            if (head.outcome().classifies()) {
                head.probabilities(columns, ".pred", namesOf(head));
            } else {
                head.values(columns, ".pred", namesOf(head));
            }
        }));
    }

    /**
     * Returns the predictions beside their rows: all columns of {@link #classes()}, {@link #probabilities()} and {@link
     * #values()}, then those of the frame, including ids. If the frame has the column of a predicted number, {@code
     * .resid} is the observed minus the predicted value; it is left out if a recipe transforms the outcome.
     *
     * @param frame the predicted rows, in order, or the whole frame of which a step left rows out
     * @return one row for each predicted row
     * @throws IllegalArgumentException if the frame has another number of rows, or a column with the name of a
     *     prediction
     */
    public DataFrame augment(DataFrame frame) {
        Preconditions.notNull("Predictions", "frame", frame);
        AugmentedFrame augmented = new AugmentedFrame(selection.of(frame), transformed);
        heads.forEach(head -> augmented.add(head, namesOf(head)));
        return augmented.frame();
    }

    private static DataFrame frame(Consumer<PredictionColumns> fill) {
        PredictionColumns columns = new PredictionColumns();
        fill.accept(columns);
        return columns.frame();
    }

    private PredictionNames namesOf(OutputPredictions head) {
        return PredictionNames.of(head.outcome(), heads.size());
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
        return "Predictions of " + PredictedOutcomes.names(heads) + " for " + rows() + " rows" + levels;
    }
}
