package keras4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.python.Array;
import keras4j.python.Shared;
import keras4j.resample.Split;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * The rows of a fold, prepared by a recipe that was learned from those to train on, and handed over to all workers once.
 *
 * @param assessed the rows to judge by
 * @param truth the same by their numbers among all rows, {@code .row}, and the columns of the outcomes as they are learned
 * @param weighted whether the rows to train on have weights
 * @param validated whether some rows are validated with while others are trained on
 */
record TrialFold(
        Preparation preparation,
        Examples assessed,
        DataFrame truth,
        boolean weighted,
        boolean validated,
        Shared shared) {
    private static final String ROW = ".row";

    static TrialFold of(Workflow workflow, DataFrame frame, Split split) {
        WorkflowRows rows = WorkflowRows.of(workflow, split.analysis(frame), null);
        DataFrame prepared = rows.preparation().numbered(split.assessment(frame), ROW);
        Examples assessed = rows.preparation().prepared(prepared);
        List<Array> arrays = new ArrayList<>(FitCall.arrays(rows.train()));
        Examples validation = rows.validation();
        if (validation != null) {
            arrays.addAll(FitCall.arrays(validation));
        }
        assessed.inputs().values().forEach(x -> arrays.add(FitCall.array(x)));
        return new TrialFold(
                rows.preparation(),
                assessed,
                truth(rows.preparation().schema(), prepared, split.assessment(), assessed),
                !rows.train().weights().isEmpty(),
                validation != null,
                Shared.of(arrays));
    }

    private static DataFrame truth(Schema schema, DataFrame prepared, int[] numbers, Examples assessed) {
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        Series<?> places = prepared.getColumn(ROW);
        columns.put(
                ROW,
                Series.ofInt(IntStream.range(0, places.size())
                        .map(row -> numbers[((Number) places.get(row)).intValue()])
                        .toArray()));
        for (Outcome outcome : schema.outcomes()) {
            if (assessed.outcomes().get(outcome.name()) instanceof Labels labels) {
                columns.put(
                        outcome.name(),
                        Series.ofIterable(IntStream.range(0, labels.rows())
                                .mapToObj(labels::label)
                                .toList()));
            } else {
                outcome.columns().forEach(name -> columns.put(name, prepared.getColumn(name)));
            }
        }
        return DataFrame.byColumn(columns.keySet().toArray(String[]::new))
                .of(columns.values().toArray(Series<?>[]::new));
    }
}
