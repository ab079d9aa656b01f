package keras4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.Target;
import keras4j.data.Tensor;
import keras4j.interval.Scores;
import keras4j.resample.Folds;
import keras4j.resample.Split;

/** How far models are off on rows that they did not learn from. */
final class Calibration {
    private final List<Fitted> models = new ArrayList<>();
    /** By model, outcome, number of the outcome, row. */
    private final List<List<List<List<Double>>>> distances = new ArrayList<>();

    /** Takes a model in, with what it predicts for rows and what is true of them. */
    void add(Fitted fitted, List<Tensor> predicted, Examples rows) {
        models.add(fitted);
        List<List<List<Double>>> all = new ArrayList<>();
        List<Target> truth = List.copyOf(rows.outcomes().values());
        for (int at = 0; at < truth.size(); at++) {
            Outcome outcome = fitted.schema().outcomes().get(at);
            all.add(
                    truth.get(at) instanceof Labels labels
                            ? List.of(distances(new Head(predicted.get(at), outcome), labels))
                            : distances(predicted.get(at), (Tensor) truth.get(at)));
        }
        distances.add(all);
    }

    /** Of the probability of the true level from 1. */
    private static List<Double> distances(Head head, Labels truth) {
        List<float[]> probabilities = IntStream.range(0, truth.levels().size())
                .mapToObj(head::probability)
                .toList();
        int[] codes = truth.codes();
        return IntStream.range(0, codes.length)
                .mapToObj(row -> 1.0 - probabilities.get(codes[row])[row])
                .toList();
    }

    /** Of each number from what was predicted. */
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

    Conformal conformal() {
        List<List<Scores>> scores = new ArrayList<>();
        for (int at = 0; at < distances.get(0).size(); at++) {
            int outcome = at;
            scores.add(IntStream.range(0, distances.get(0).get(outcome).size())
                    .mapToObj(number -> new Scores(distances.stream()
                            .map(model -> model.get(outcome).get(number))
                            .toList()))
                    .toList());
        }
        return new Conformal(models, scores);
    }

    /** Refuses folds that leave rows out, or hold them out twice. */
    static void require(Folds folds, int rows) {
        int[] held = folds.splits().stream()
                .map(Split::assessment)
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
        if (!Arrays.equals(held, IntStream.range(0, rows).toArray())) {
            throw new IllegalArgumentException(
                    "Keras.conformal: resampling must hold each row out once, as folds(10) does, got " + folds);
        }
    }
}
