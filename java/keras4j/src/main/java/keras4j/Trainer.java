package keras4j;

import java.util.List;
import java.util.Map;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Records;
import keras4j.data.Tensor;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.text.Preconditions;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.measure.Measures;
import keras4j.measure.TruthEstimates;
import keras4j.prediction.Predictions;
import keras4j.resample.Resampling;
import keras4j.resample.RowSplit;
import keras4j.scoring.Scorer;
import keras4j.spec.FineTuning;
import keras4j.spec.Spec;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Operations of {@link Keras} that train. Each returns when the training is done. */
public interface Trainer extends Scorer {
    /**
     * Fits a workflow to a frame, and computes loss and metrics on another frame after each epoch. The recipe is
     * learned from the training rows only; the validation rows are prepared with it.
     *
     * @param workflow the recipe and the network
     * @param train the rows to learn from
     * @param validation the rows to validate on; null for none
     * @return the fitted model
     */
    Fitted fit(Workflow workflow, DataFrame train, @Nullable DataFrame validation);

    /**
     * Fits a workflow to a frame: learns the recipe from its rows, then the network.
     *
     * @param workflow the recipe and the network
     * @param train the rows to learn from
     * @return the fitted model
     */
    default Fitted fit(Workflow workflow, DataFrame train) {
        return fit(workflow, train, null);
    }

    /**
     * Fits a workflow to records: a column for each component.
     *
     * @param workflow the recipe and the network
     * @param train the rows to learn from
     * @return the fitted model
     */
    default Fitted fit(Workflow workflow, List<? extends Record> train) {
        return fit(workflow, Records.frame(train));
    }

    /**
     * Fits a spec to rows, and computes loss and metrics on other rows after each epoch.
     *
     * @param spec the network
     * @param train the rows to learn from
     * @param validation the rows to validate on; null for none
     * @return the fitted model
     */
    Fitted fit(Spec spec, Examples train, @Nullable Examples validation);

    /**
     * Fits a spec to rows.
     *
     * @param spec the network
     * @param train the rows to learn from
     * @return the fitted model
     */
    default Fitted fit(Spec spec, Examples train) {
        return fit(spec, train, null);
    }

    /**
     * Fits a regressor.
     *
     * @param spec the network
     * @param x the input, of shape {@code (rows, ...)}
     * @param y the outcome, of shape {@code (rows)} or {@code (rows, ...)}
     * @return the fitted model
     */
    default Fitted fit(Spec spec, Tensor x, Tensor y) {
        return fit(spec, Examples.of(x, y));
    }

    /**
     * Fits a classifier.
     *
     * @param spec the network
     * @param x the input, of shape {@code (rows, ...)}
     * @param y one label a row
     * @return the fitted model
     */
    default Fitted fit(Spec spec, Tensor x, Labels y) {
        return fit(spec, Examples.of(x, y));
    }

    /**
     * Fits a regressor to plain arrays.
     *
     * @param spec the network
     * @param x the input, of shape {@code (rows, columns)}
     * @param y one number a row
     * @return the fitted model
     */
    default Fitted fit(Spec spec, float[][] x, float[] y) {
        return fit(spec, Tensor.of(x), Tensor.of(Preconditions.notNull("Keras", "y", y), y.length));
    }

    /**
     * Fits a classifier to plain arrays.
     *
     * @param spec the network
     * @param x the input, of shape {@code (rows, columns)}
     * @param y one label a row
     * @return the fitted model
     */
    default Fitted fit(Spec spec, float[][] x, String[] y) {
        return fit(spec, Tensor.of(x), Labels.of(y));
    }

    /**
     * Fits a spec to out-of-memory data in batches, and computes loss and metrics on other batches after each epoch.
     *
     * @param spec the network
     * @param train the batches: prefetched on a separate thread, and always closed; their exceptions are rethrown
     *     unchanged
     * @param validation the batches to validate on; null for none
     * @return the fitted model
     */
    Fitted fit(Spec spec, Batches train, @Nullable Batches validation);

    /**
     * Fits a spec to batches.
     *
     * @param spec the network
     * @param train the batches
     * @return the fitted model
     */
    default Fitted fit(Spec spec, Batches train) {
        return fit(spec, train, null);
    }

    /**
     * Trains a fitted model further (transfer learning, fine-tuning), and computes loss and metrics on other rows after
     * each epoch. The given model is not modified.
     *
     * @param tuning the layers to train and the settings
     * @param fitted the model to start from
     * @param train rows with the inputs and outcomes of its fit
     * @param validation the rows to validate on; null for none
     * @return the new model
     */
    Fitted fit(FineTuning tuning, Fitted fitted, Examples train, @Nullable Examples validation);

    /**
     * Trains a fitted model further.
     *
     * @param tuning the layers to train and the settings
     * @param fitted the model to start from
     * @param train rows with the inputs and outcomes of its fit
     * @return the new model
     */
    default Fitted fit(FineTuning tuning, Fitted fitted, Examples train) {
        return fit(tuning, fitted, train, null);
    }

    /**
     * Trains a fitted model further on batches, such as rows of unequal size, see {@link Batches#bySize(List, Target, int,
     * long)}.
     *
     * @param tuning the layers to train and the settings
     * @param fitted the model to start from
     * @param train the batches
     * @param validation the batches to validate on; null for none
     * @return the new model
     */
    Fitted fit(FineTuning tuning, Fitted fitted, Batches train, @Nullable Batches validation);

    /**
     * Trains a fitted model further, on a frame with the columns of its fit.
     *
     * @param tuning the layers to train and the settings
     * @param fitted the model to start from
     * @param train the rows to learn from
     * @return the new model
     */
    default Fitted fit(FineTuning tuning, Fitted fitted, DataFrame train) {
        Preconditions.notNull("Keras", "fitted", fitted);
        FittedModel model = PublicFaces.open(fitted, FittedModel.class);
        Preconditions.notNull("Keras", "tuning", tuning);
        List<Examples> groups = model.preparation().groups(Preconditions.notNull("Keras", "train", train));
        return groups.size() == 1
                ? fit(tuning, fitted, groups.get(0))
                : fit(tuning, fitted, WorkflowRows.batches(groups, tuning.settings(), tuning.seed()), null);
    }

    /**
     * Fits a workflow to the training rows of a split, and scores it on the testing rows.
     *
     * @param workflow the recipe and the network
     * @param frame all rows
     * @param split the row numbers of both parts
     * @param measures the measures to score
     * @return the model, its predictions and their scores
     */
    default LastFit lastFit(Workflow workflow, DataFrame frame, RowSplit split, Measures measures) {
        Preconditions.notNull("Keras", "split", split);
        Preconditions.notNull("Keras", "measures", measures);
        Fitted fitted = fit(workflow, split.analysis(frame));
        DataFrame testing = split.assessment(frame);
        Predictions predictions = predict(fitted, testing);
        FittedModel model = PublicFaces.open(fitted, FittedModel.class);
        Map<String, TruthEstimates> outcomes = model.signature().varies()
                ? predictions.outcomes(testing)
                : predictions.outcomes(model.preparation().examples(testing));
        return new LastFit(fitted, predictions, measures.scores(outcomes));
    }

    /**
     * Fits a workflow once for each fold, and calibrates each model on the held-out rows: CV+ conformal prediction.
     *
     * @param workflow the recipe and the network
     * @param train all rows
     * @param folds a resampling that holds each row out once, such as {@code folds(10).seed(1)}
     * @return the models with their conformity scores
     * @throws IllegalArgumentException if the resampling does not hold each row out once
     */
    Conformal conformal(Workflow workflow, DataFrame train, Resampling folds);
}
