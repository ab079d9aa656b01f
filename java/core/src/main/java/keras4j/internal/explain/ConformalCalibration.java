package keras4j.internal.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.Target;
import keras4j.data.Tensor;
import keras4j.internal.fitted.ConformalModel;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.interval.ConformityScores;
import keras4j.internal.prediction.OutputPredictions;
import keras4j.resample.Folds;
import keras4j.resample.RowSplit;

/** Calibration of models on held-out rows, by their conformity scores. */
public final class ConformalCalibration {
    private final List<FittedModel> models = new ArrayList<>();
    /** Conformity scores by model, outcome, number of the outcome, and row. */
    private final List<List<List<List<Double>>>> distances = new ArrayList<>();

    /** Adds a model with its predictions for held-out rows and the truth. */
    public void add(FittedModel fitted, List<Tensor> predicted, Examples rows) {
        models.add(fitted);
        List<List<List<Double>>> all = new ArrayList<>();
        List<Target> truth = List.copyOf(rows.outcomes().values());
        for (int at = 0; at < truth.size(); at++) {
            Outcome outcome = fitted.schema().outcomes().get(at);
            all.add(distances(outcome, predicted.get(at), truth.get(at)));
        }
        distances.add(all);
    }

    private static List<List<Double>> distances(Outcome outcome, Tensor predicted, Target truth) {
        return truth instanceof Labels labels
                ? List.of(distances(new OutputPredictions(predicted, outcome), labels))
                : distances(predicted, (Tensor) truth);
    }

    /** Returns the distances of the true level's probability from 1. */
    private static List<Double> distances(OutputPredictions head, Labels truth) {
        List<float[]> probabilities = IntStream.range(0, truth.levels().size())
                .mapToObj(head::probability)
                .toList();
        int[] codes = truth.codes();
        return IntStream.range(0, codes.length)
                .mapToObj(row -> 1.0 - probabilities.get(codes[row])[row])
                .toList();
    }

    /** Returns the distances of each number from its prediction. */
    private static List<List<Double>> distances(Tensor predicted, Tensor truth) {
        float[] given = predicted.toFloats();
        float[] wanted = truth.toFloats();
        int units = predicted.rowSize();
        return IntStream.range(0, units)
                .mapToObj(unit -> IntStream.range(0, predicted.rows())
                        .map(row -> row * units + unit)
                        .mapToObj(at -> Math.abs((double) wanted[at] - given[at]))
                        .toList())
                .toList();
    }

    public ConformalModel conformal() {
        List<List<ConformityScores>> scores = new ArrayList<>();
        for (int at = 0; at < distances.get(0).size(); at++) {
            int outcome = at;
            scores.add(IntStream.range(0, distances.get(0).get(outcome).size())
                    .mapToObj(number -> new ConformityScores(distances.stream()
                            .map(model -> model.get(outcome).get(number))
                            .toList()))
                    .toList());
        }
        return new ConformalModel(models, scores);
    }

    /** Checks that folds hold out each row exactly once. */
    public static void require(Folds folds, int rows) {
        int[] held = folds.splits().stream()
                .map(RowSplit::assessment)
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
        if (!Arrays.equals(held, IntStream.range(0, rows).toArray())) {
            throw new IllegalArgumentException(
                    "Keras.conformal: resampling must hold each row out once, as folds(10) does, got " + folds);
        }
    }
}
