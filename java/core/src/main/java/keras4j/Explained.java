package keras4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.TensorSeries;
import keras4j.measure.Direction;
import keras4j.measure.Measure;
import keras4j.text.Nearest;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * What a model's predictions depend on, asked of the predictions alone.
 *
 * @param predict the model
 * @param frame rows as they come, not prepared
 * @param columns the columns of these that the model predicts from
 */
record Explained(Function<DataFrame, Predictions> predict, DataFrame frame, List<String> columns) {
    /** The rows' order is drawn anew for each repeat, and is the same for each column. */
    Importance importance(Examples truth, Measure measure, int repeats, long seed) {
        if (repeats < 1) {
            throw new IllegalArgumentException("Importance: repeats must be 1 or more, got " + repeats);
        }
        double baseline = predict.apply(frame).measure(truth, measure).value(measure);
        int sign = measure.direction() == Direction.MAXIMIZE ? 1 : -1;
        Map<String, List<Double>> losses = new LinkedHashMap<>();
        for (String column : columns) {
            Random random = new Random(seed);
            List<Double> each = new ArrayList<>();
            for (int repeat = 0; repeat < repeats; repeat++) {
                DataFrame shuffled = with(column, present(column).select(order(random)));
                each.add(sign
                        * (baseline
                                - predict.apply(shuffled)
                                        .measure(truth, measure)
                                        .value(measure)));
            }
            losses.put(column, each);
        }
        return new Importance(measure, baseline, losses);
    }

    private Series<?> present(String column) {
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

    Dependence dependence(String column) {
        if (!columns.contains(column)) {
            throw new IllegalArgumentException("Dependence: column must be one of " + columns + ", got '" + column + "'"
                    + Nearest.quotedHint(column, columns));
        }
        Grid grid = Grid.of(column, present(column));
        Map<String, List<Double>> means = new LinkedHashMap<>();
        for (Object value : grid.values()) {
            DataFrame same = predict.apply(with(column, grid.column(value, frame.height())))
                    .numbers();
            for (String prediction : same.getColumnsIndex()) {
                means.computeIfAbsent(prediction, name -> new ArrayList<>())
                        .add(mean(prediction, same.getColumn(prediction)));
            }
        }
        return new Dependence(column, grid.values(), means);
    }

    private static double mean(String prediction, Series<?> floats) {
        if (floats instanceof TensorSeries arrays) {
            throw new IllegalArgumentException("Dependence: predictions must be one number a row, got arrays of shape "
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
