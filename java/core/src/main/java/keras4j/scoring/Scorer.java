package keras4j.scoring;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import keras4j.data.Examples;
import keras4j.data.Outcome;
import keras4j.data.Records;
import keras4j.data.Tensor;
import keras4j.explain.PartialDependence;
import keras4j.explain.PermutationImportance;
import keras4j.explain.VerificationException;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.internal.explain.ConformalCalibration;
import keras4j.internal.explain.Explainer;
import keras4j.internal.explain.FittedReport;
import keras4j.internal.explain.RowGroups;
import keras4j.internal.explain.SampleVerification;
import keras4j.internal.fitted.ConformalModel;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.text.Preconditions;
import keras4j.internal.uncertainty.ModelIntervals;
import keras4j.measure.Measure;
import keras4j.measure.Scores;
import keras4j.plot.Report;
import keras4j.prediction.Intervals;
import keras4j.prediction.Predictions;
import org.dflib.DataFrame;

/**
 * Operations that need only a model's outputs: prediction, intervals, measures, explanations and verification. An
 * implementation computes the outputs, with or without Python, and inherits all other operations.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface Scorer {
    /**
     * Computes the outputs of a model.
     *
     * @param fitted the model
     * @param x the prepared inputs in the order of the schema, each of shape {@code (rows, ...)}
     * @return one tensor an output, in the order of the schema's outcomes, each of shape {@code (rows, ...)}
     */
    List<Tensor> outputs(Fitted fitted, List<Tensor> x);

    /**
     * Computes the outputs of a model with their variances by the Laplace approximation of the last layer.
     *
     * @param fitted the model
     * @param x the prepared inputs, as in {@link #outputs}
     * @return for each output two tensors of shape {@code (rows, units)}: the numbers, or the logits of a class, and their
     *     variances
     * @throws IllegalArgumentException if the model was fitted without {@link keras4j.spec.Spec#laplace()}
     */
    List<Tensor> outputsWithVariance(Fitted fitted, List<Tensor> x);

    /**
     * Predicts the rows of a frame, prepared by the fitted recipe. Rows for which {@code lag} or {@code sequence} has too few
     * rows before are left out; see {@link Predictions#rowNumbers}.
     *
     * @param fitted the model
     * @param frame rows with the predictors that fit saw, in any order; other columns are left out
     * @return the predictions
     */
    default Predictions predict(Fitted fitted, DataFrame frame) {
        Objects.requireNonNull(frame, "Keras.predict: frame must be a frame, got null");
        FittedModel model = content(fitted);
        return model.signature().varies()
                ? RowGroups.of(model, frame, x -> outputs(fitted, x)).predictions()
                : model.preparation().predictions(frame, x -> outputs(fitted, x));
    }

    /**
     * Predicts each row of a frame by itself, for outputs whose shape depends on the row, such as one number for each
     * step of a sequence. Rows of one size are computed together.
     *
     * @param fitted the model
     * @param frame the rows; cells of an input with axes that vary are as in {@link #predictEach(Fitted, List)}
     * @return the predictions of each row, in order
     */
    default List<Predictions> predictEach(Fitted fitted, DataFrame frame) {
        Preconditions.notNull("Keras.predictEach", "frame", frame);
        return RowGroups.of(content(fitted), frame, x -> outputs(fitted, x)).each();
    }

    /**
     * Predicts each row of the only input by itself, see {@link #predictEach(Fitted, DataFrame)}.
     *
     * @param fitted the model
     * @param rows the rows: {@code float[]}, {@code int[]}, {@code float[][]} or tensors of the shape of one row
     * @return the predictions of each row, in order
     */
    default List<Predictions> predictEach(Fitted fitted, List<?> rows) {
        Preconditions.notNull("Keras.predictEach", "rows", rows);
        return predictEach(fitted, RowGroups.frame(content(fitted), rows));
    }

    /**
     * {@return the predictions of records}
     *
     * @param fitted the model
     * @param rows records with the components that fit saw
     */
    default Predictions predict(Fitted fitted, List<? extends Record> rows) {
        Preconditions.notNull("Keras", "rows", rows);
        return predict(fitted, Records.frame(rows));
    }

    /**
     * Predicts records as records. A component takes the prediction's column of its name, or a component of the row, such
     * as its id: {@code predClass} takes {@code .pred_class}, {@code predYes} {@code .pred_yes}, see {@link Predictions#augment}.
     *
     * @param fitted the model
     * @param rows records with the components that fit saw
     * @param type the class of the results
     * @param <R> the class of the results
     * @return one record for each row
     * @throws IllegalArgumentException if a component has the name of no column, or can't hold its values
     */
    default <R extends Record> List<R> predict(Fitted fitted, List<? extends Record> rows, Class<R> type) {
        Preconditions.notNull("Keras", "rows", rows);
        if (rows.isEmpty()) {
            return List.of();
        }
        DataFrame frame = Records.frame(rows);
        return Records.of(predict(fitted, frame).augment(frame), type);
    }

    /**
     * Predicts the rows of the only input.
     *
     * @param fitted the model
     * @param x the input, of shape {@code (rows, ...)}
     * @return the predictions
     */
    default Predictions predict(Fitted fitted, Tensor x) {
        return predict(fitted, Map.of("x", Objects.requireNonNull(x, "Keras.predict: x must be a tensor, got null")));
    }

    /**
     * Predicts rows of several inputs.
     *
     * @param fitted the model
     * @param x the inputs by name, each of shape {@code (rows, ...)}
     * @return the predictions
     */
    default Predictions predict(Fitted fitted, Map<String, Tensor> x) {
        Preconditions.entries("Keras", "x", x);
        FittedModel model = content(fitted);
        return Predictions.of(outputs(fitted, model.schema().x(x)), model.schema());
    }

    /**
     * Predicts one row, the fastest way.
     *
     * @param fitted the model
     * @param row the numbers of the row, in C order, input after input in the order of the schema
     * @return the numbers that the model gives, in C order, output after output in the order of the schema's outcomes
     * @throws IllegalArgumentException if there are more or fewer numbers, or one is not finite
     */
    float[] predict(Fitted fitted, float... row);

    /**
     * Predicts the rows of a frame with intervals, by the Laplace approximation of the last layer.
     *
     * @param fitted the model
     * @param frame the rows
     * @return the intervals
     * @throws IllegalArgumentException if the model was fitted without {@link keras4j.spec.Spec#laplace()}
     */
    default Intervals intervals(Fitted fitted, DataFrame frame) {
        Preconditions.notNull("Keras", "frame", frame);
        return laplace(fitted, content(fitted).preparation().x(frame));
    }

    /**
     * Predicts the rows of the only input with intervals, by the Laplace approximation of the last layer.
     *
     * @param fitted the model
     * @param x the input, of shape {@code (rows, ...)}
     * @return the intervals
     */
    default Intervals intervals(Fitted fitted, Tensor x) {
        Preconditions.notNull("Keras", "x", x);
        return intervals(fitted, Map.of("x", x));
    }

    /**
     * Predicts rows of several inputs with intervals, by the Laplace approximation of the last layer.
     *
     * @param fitted the model
     * @param x the inputs by name, each of shape {@code (rows, ...)}
     * @return the intervals
     */
    default Intervals intervals(Fitted fitted, Map<String, Tensor> x) {
        Preconditions.entries("Keras", "x", x);
        return laplace(fitted, content(fitted).schema().x(x));
    }

    private Intervals laplace(Fitted fitted, List<Tensor> x) {
        FittedModel model = content(fitted);
        return ModelIntervals.ofLaplace(model.schema().outcomes(), outputsWithVariance(fitted, x), model.posterior());
    }

    /**
     * Predicts the rows of a frame with conformal intervals.
     *
     * @param conformal the calibrated models
     * @param frame the rows
     * @return the intervals
     */
    default Intervals intervals(Conformal conformal, DataFrame frame) {
        Preconditions.notNull("Keras", "frame", frame);
        return intervals(conformal, model -> model.preparation().x(frame));
    }

    /**
     * Predicts the rows of the only input with conformal intervals.
     *
     * @param conformal the calibrated models
     * @param x the input, of shape {@code (rows, ...)}
     * @return the intervals
     */
    default Intervals intervals(Conformal conformal, Tensor x) {
        Preconditions.notNull("Keras", "x", x);
        return intervals(conformal, Map.of("x", x));
    }

    /**
     * Predicts rows of several inputs with conformal intervals.
     *
     * @param conformal the calibrated models
     * @param x the inputs by name, each of shape {@code (rows, ...)}
     * @return the intervals
     */
    default Intervals intervals(Conformal conformal, Map<String, Tensor> x) {
        Preconditions.entries("Keras", "x", x);
        return intervals(conformal, model -> model.schema().x(x));
    }

    private Intervals intervals(Conformal conformal, Function<FittedModel, List<Tensor>> x) {
        Preconditions.notNull("Keras", "conformal", conformal);
        ConformalModel model = PublicFaces.open(conformal, ConformalModel.class);
        List<Outcome> outcomes = model.models().get(0).schema().outcomes();
        List<List<Tensor>> predicted = model.models().stream()
                .map(each -> outputs(PublicFaces.close(Fitted.class, each), x.apply(each)))
                .toList();
        return ModelIntervals.ofConformal(outcomes, predicted, model.scores());
    }

    /**
     * Calibrates a fitted model on rows that it did not learn from: split conformal prediction.
     *
     * @param fitted the model
     * @param calibration rows with their outcomes
     * @return the model with its conformity scores
     */
    default Conformal conformal(Fitted fitted, DataFrame calibration) {
        Preconditions.notNull("Keras", "calibration", calibration);
        return calibrated(fitted, content(fitted).preparation().examples(calibration));
    }

    /**
     * Calibrates a fitted model on rows that it did not learn from: split conformal prediction.
     *
     * @param fitted the model
     * @param calibration rows with their outcomes
     * @return the model with its conformity scores
     */
    default Conformal conformal(Fitted fitted, Examples calibration) {
        Preconditions.notNull("Keras", "calibration", calibration);
        return calibrated(fitted, content(fitted).schema().examples(calibration));
    }

    private Conformal calibrated(Fitted fitted, Examples rows) {
        ConformalCalibration calibration = new ConformalCalibration();
        calibration.add(
                content(fitted), outputs(fitted, List.copyOf(rows.inputs().values())), rows);
        return PublicFaces.close(Conformal.class, calibration.conformal());
    }

    /**
     * Scores predictions by measures that are computed in Java; outcomes are prepared, and rows weighted, as in fit.
     *
     * @param fitted the model
     * @param frame rows with their outcomes
     * @param measures without any, yardstick's usual ones, see {@link Predictions#measure(DataFrame, Measure...)}
     * @return a score for each outcome and each measure that suits it
     */
    default Scores measure(Fitted fitted, DataFrame frame, Measure... measures) {
        Preconditions.notNull("Keras", "frame", frame);
        Preconditions.array("Keras", "measures", measures);
        if (content(fitted).signature().varies()) {
            return predict(fitted, frame).measure(frame, measures);
        }
        Examples rows = content(fitted).preparation().examples(frame);
        return predicted(fitted, rows).measure(rows, measures);
    }

    private Predictions predicted(Fitted fitted, Examples rows) {
        List<Tensor> x = List.copyOf(rows.inputs().values());
        return content(fitted).preparation().predictions(outputs(fitted, x));
    }

    /**
     * Computes permutation importance: by how much predictions get worse when a column is shuffled before preparation.
     *
     * @param fitted the model
     * @param frame rows with their outcomes
     * @param measure the measure of predictions; of several outcomes it is the mean
     * @param repeats how often each column is shuffled, 1 or more
     * @param seed the seed of the shuffles
     * @return the importance of each column
     */
    default PermutationImportance importance(Fitted fitted, DataFrame frame, Measure measure, int repeats, long seed) {
        Preconditions.notNull("Keras", "frame", frame);
        Preconditions.notNull("Keras", "measure", measure);
        return explainer(fitted, frame).importance(rows -> measure(fitted, rows, measure), measure, repeats, seed);
    }

    /**
     * Computes partial dependence: the mean prediction with one column set to each of its levels, or up to 50 numbers.
     *
     * @param fitted the model
     * @param frame the rows
     * @param column the column to vary
     * @return the mean predictions
     * @throws IllegalArgumentException if the model does not predict from such a column, or it holds arrays
     */
    default PartialDependence dependence(Fitted fitted, DataFrame frame, String column) {
        Preconditions.notNull("Keras", "frame", frame);
        Preconditions.notNull("Keras", "column", column);
        return explainer(fitted, frame).dependence(column);
    }

    /**
     * Makes one page about a fitted model and its predictions for the rows of a frame: summary, diagram, history, scores,
     * confusion matrix, curves, errors, importance and dependence.
     *
     * @param fitted the model
     * @param frame rows with their outcomes
     * @return the page
     */
    default Report report(Fitted fitted, DataFrame frame) {
        Preconditions.notNull("Keras", "frame", frame);
        Examples rows = content(fitted).preparation().examples(frame);
        Explainer explainer = explainer(fitted, frame);
        Predictions predicted = predicted(fitted, rows);
        return new FittedReport(fitted, explainer, predicted, rows, (some, by) -> measure(fitted, some, by)).report();
    }

    private Explainer explainer(Fitted fitted, DataFrame frame) {
        return Explainer.of(content(fitted), frame, rows -> predict(fitted, rows));
    }

    /**
     * Predicts the samples of a fitted model again, with a tolerance of 1e-4 for other versions and another backend.
     *
     * @param fitted a model with samples
     * @return the largest difference
     * @throws VerificationException if one differs by more; the message says which and by how much
     * @throws IllegalStateException if there are no samples
     */
    default double verify(Fitted fitted) {
        return verify(fitted, 1e-4);
    }

    /**
     * Predicts the samples of a fitted model again, and compares.
     *
     * @param fitted a model with samples
     * @param tolerance how much a number {@code y} may differ, in parts of {@code 1 + |y|}; 0 or more
     * @return the largest difference
     * @throws VerificationException if one differs by more
     * @throws IllegalStateException if there are no samples
     */
    default double verify(Fitted fitted, double tolerance) {
        Preconditions.notNull("Keras", "fitted", fitted);
        SampleVerification verification = new SampleVerification(fitted, tolerance);
        List<Tensor> x = SampleVerification.samples(fitted).x();
        return verification.of(outputs(fitted, x));
    }

    /**
     * Frees the memory of a model, if the scorer keeps any; its next use prepares it again.
     *
     * @param fitted the model
     */
    default void release(Fitted fitted) {
        content(fitted);
    }

    private static FittedModel content(Fitted fitted) {
        Objects.requireNonNull(fitted, "Keras: fitted must be a fitted model, got null");
        return PublicFaces.open(fitted, FittedModel.class);
    }
}
