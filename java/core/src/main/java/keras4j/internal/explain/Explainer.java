package keras4j.internal.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import keras4j.data.InvalidRowException;
import keras4j.data.TensorSeries;
import keras4j.explain.PartialDependence;
import keras4j.explain.PermutationImportance;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.measure.Direction;
import keras4j.measure.Measure;
import keras4j.measure.Scores;
import keras4j.prediction.Predictions;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Model-agnostic explanations from predictions.
 *
 * @param predict the model
 * @param frame unprepared rows
 * @param columns the columns that the model predicts from
 */
public record Explainer(Function<DataFrame, Predictions> predict, DataFrame frame, List<String> columns) {
    private static final int MAX_REPEATS = 100_000;

    /** Returns the explainer of a model. */
    public static Explainer of(FittedModel model, DataFrame frame, Function<DataFrame, Predictions> predict) {
        return new Explainer(predict, frame, model.preparation().predictors());
    }

    /**
     * Computes permutation importance. Each repeat draws a new order of the rows, which is shared by all columns.
     *
     * @param scores the scores of the predictions for rows with their outcomes
     */
    public PermutationImportance importance(
            Function<DataFrame, Scores> scores, Measure measure, int repeats, long seed) {
        Preconditions.between("PermutationImportance", "repeats", 1, MAX_REPEATS, repeats);
        double baseline = scores.apply(frame).value(measure);
        int sign = measure.direction() == Direction.MAXIMIZE ? 1 : -1;
        Map<String, List<Double>> losses = new LinkedHashMap<>();
        for (String column : columns) {
            Random random = new Random(seed);
            List<Double> each = new ArrayList<>();
            for (int repeat = 0; repeat < repeats; repeat++) {
                DataFrame shuffled = with(column, present(column).select(order(random)));
                each.add(sign * (baseline - scores.apply(shuffled).value(measure)));
            }
            losses.put(column, each);
        }
        return new PermutationImportance(measure, baseline, losses);
    }

    private Series<?> present(String column) {
        if (!frame.getColumnsIndex().contains(column)) {
            List<String> known = List.of(frame.getColumnsIndex().toArray());
            throw new InvalidRowException(
                            "Explainer: column '" + Quoted.cut(column) + "'",
                            "be in the frame",
                            "columns " + Quoted.of(known))
                    .in(column)
                    .advice(NearestName.quotedHint(column, known));
        }
        return frame.getColumn(column);
    }

    private int[] order(Random random) {
        int[] order = IntStream.range(0, frame.height()).toArray();
        for (int last = order.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int row = order[last];
            order[last] = order[other];
            order[other] = row;
        }
        return order;
    }

    public PartialDependence dependence(String column) {
        if (!columns.contains(column)) {
            throw new IllegalArgumentException("PartialDependence: column must be one of " + Quoted.cut(columns)
                    + ", got '" + Quoted.cut(column) + "'" + NearestName.quotedHint(column, columns));
        }
        DependenceGrid grid = DependenceGrid.of(column, present(column));
        Map<String, List<Double>> means = new LinkedHashMap<>();
        for (Object value : grid.values()) {
            DataFrame same = predict.apply(with(column, grid.column(value, frame.height())))
                    .numbers();
            for (String prediction : same.getColumnsIndex()) {
                means.computeIfAbsent(prediction, name -> new ArrayList<>())
                        .add(mean(prediction, same.getColumn(prediction)));
            }
        }
        return new PartialDependence(column, grid.values(), means);
    }

    private static double mean(String prediction, Series<?> floats) {
        if (floats instanceof TensorSeries arrays) {
            throw new IllegalArgumentException(
                    "PartialDependence: predictions must be one number a row, got arrays of shape "
                            + Arrays.toString(arrays.rowShape()) + " in " + prediction);
        }
        return IntStream.range(0, floats.size())
                .mapToDouble(row -> ((Number) floats.get(row)).doubleValue())
                .average()
                .orElse(Double.NaN);
    }

    private DataFrame with(String column, Series<?> cells) {
        String[] names = frame.getColumnsIndex().toArray();
        Series<?>[] all = Arrays.stream(names)
                .map(name -> name.equals(column) ? cells : frame.getColumn(name))
                .toArray(Series<?>[]::new);
        return DataFrame.byColumn(names).of(all);
    }
}
