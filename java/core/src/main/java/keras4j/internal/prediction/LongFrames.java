package keras4j.internal.prediction;

import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.internal.interval.ForecastColumns;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Forecasts in long format, with a row for each step. */
public final class LongFrames {
    private LongFrames() {}

    /** Returns the steps of an outcome with several columns, or of an array. */
    static ForecastColumns steps(Outcome outcome) {
        return outcome.columns().size() > 1
                ? ForecastColumns.of(outcome.columns())
                : ForecastColumns.counted(outcome.width());
    }

    /** Returns columns {@code .row}, {@code .step}, then each of some numbers, by variable if there are several. */
    public static DataFrame of(Outcome outcome, Map<String, Tensor> numbers) {
        ForecastColumns steps = steps(outcome);
        int each = steps.steps().size();
        int count = numbers.values().iterator().next().rows() * each;
        PredictionColumns columns = new PredictionColumns();
        columns.add(".row", whole(count, at -> at / each));
        columns.add(".step", whole(count, at -> steps.steps().get(at % each)));
        steps.places().forEach((variable, places) -> {
            String suffix = steps.places().size() == 1 ? "" : "_" + variable;
            numbers.forEach((name, tensor) -> columns.add(name + suffix, picked(tensor, places, count)));
        });
        return columns.frame();
    }

    private static Series<?> picked(Tensor tensor, List<Integer> places, int count) {
        float[] all = tensor.toFloats();
        int units = tensor.rowSize();
        float[] picked = new float[count];
        for (int at = 0; at < count; at++) {
            picked[at] = all[at / places.size() * units + places.get(at % places.size())];
        }
        return Series.ofFloat(picked);
    }

    /**
     * Returns columns {@code .row}, {@code .draw}, {@code .step}, then the numbers.
     *
     * @param draws the draws of shape {@code (rows * draws, units)}, row after row
     */
    public static DataFrame ofDraws(Outcome outcome, Tensor draws, int perRow) {
        PredictionColumns columns = new PredictionColumns();
        DataFrame all = of(outcome, Map.of(".pred", draws));
        int each = steps(outcome).steps().size();
        columns.add(".row", whole(all.height(), at -> at / each / perRow));
        columns.add(".draw", whole(all.height(), at -> at / each % perRow));
        for (String name : all.getColumnsIndex().toArray()) {
            if (!name.equals(".row")) {
                columns.add(name, all.getColumn(name));
            }
        }
        return columns.frame();
    }

    private static Series<?> whole(int count, IntUnaryOperator number) {
        return Series.ofInt(IntStream.range(0, count).map(number).toArray());
    }
}
