package keras4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keras4j.data.Examples;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.interval.Residuals;
import keras4j.resample.Folds;
import keras4j.resample.Split;

/** How far models are off on rows that they did not learn from: outcome by outcome, number by number. */
final class Calibration {
    private final List<Fitted> models = new ArrayList<>();
    private final List<List<List<Double>>> distances = new ArrayList<>();

    /** Takes a model in, with what it predicts for rows and what is true of them. */
    Calibration with(Fitted fitted, List<Tensor> predicted, Examples rows) {
        models.add(fitted);
        List<List<Double>> all = new ArrayList<>();
        List<Outcome> outcomes = fitted.schema().outcomes();
        for (int at = 0; at < outcomes.size(); at++) {
            Outcome outcome = outcomes.get(at);
            if (!(rows.outcomes().get(outcome.name()) instanceof Tensor truth)) {
                throw new IllegalArgumentException(
                        "Keras.conformal: outcome must be numbers, got the classes of '" + outcome.name() + "'");
            }
            all.addAll(distances(predicted.get(at), truth));
        }
        distances.add(all);
        return this;
    }

    private static List<List<Double>> distances(Tensor predicted, Tensor truth) {
        float[] given = predicted.toFloats();
        float[] wanted = truth.toFloats();
        int units = predicted.rowSize();
        List<List<Double>> all = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            List<Double> each = new ArrayList<>();
            for (int at = unit; at < given.length; at += units) {
                each.add(Math.abs((double) wanted[at] - given[at]));
            }
            all.add(each);
        }
        return all;
    }

    Conformal conformal() {
        List<List<Residuals>> residuals = new ArrayList<>();
        int unit = 0;
        for (Outcome outcome : models.get(0).schema().outcomes()) {
            List<Residuals> all = new ArrayList<>();
            for (int end = unit + outcome.width(); unit < end; unit++) {
                int here = unit;
                all.add(new Residuals(
                        distances.stream().map(model -> model.get(here)).toList()));
            }
            residuals.add(all);
        }
        return new Conformal(models, residuals);
    }

    /** Refuses folds that leave rows out, or hold them out twice. */
    static void require(Folds folds, int rows) {
        int[] held = folds.splits().stream()
                .map(Split::assessment)
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
        boolean each = held.length == rows && held[0] == 0 && held[rows - 1] == rows - 1;
        if (!each || Arrays.stream(held).distinct().count() < rows) {
            throw new IllegalArgumentException(
                    "Keras.conformal: resampling must hold each row out once, as folds(10) does, got " + folds);
        }
    }
}
