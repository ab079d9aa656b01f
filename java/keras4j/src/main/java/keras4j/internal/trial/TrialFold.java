package keras4j.internal.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.SharedArrays;
import keras4j.internal.session.ModelArrays;
import keras4j.internal.workflow.DataPreparation;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.resample.RowSplit;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Rows of a fold, prepared by a recipe fitted to its training rows, and sent to all workers once.
 *
 * @param assessed the held-out rows
 * @param truth their numbers among all rows, {@code .row}, and the outcome columns as they are learned
 * @param weighted whether the training rows have weights
 * @param validated whether there are validation rows
 */
record TrialFold(
        DataPreparation preparation,
        Examples assessed,
        DataFrame truth,
        boolean weighted,
        boolean validated,
        SharedArrays shared) {
    private static final String ROW = ".row";

    static TrialFold of(Workflow workflow, DataFrame frame, RowSplit split) {
        WorkflowRows rows = WorkflowRows.of(workflow, split.analysis(frame), null);
        DataFrame prepared = rows.preparation().numbered(split.assessment(frame), ROW);
        Examples assessed = rows.preparation().prepared(prepared);
        List<PythonArray> arrays = new ArrayList<>(ModelArrays.of(rows.train()));
        Examples validation = rows.validation();
        if (validation != null) {
            arrays.addAll(ModelArrays.of(validation));
        }
        assessed.inputs().values().forEach(x -> arrays.add(ModelArrays.of(x)));
        return new TrialFold(
                rows.preparation(),
                assessed,
                truth(rows.preparation().schema(), prepared, split.assessment(), assessed),
                !rows.train().weights().isEmpty(),
                validation != null,
                SharedArrays.of(arrays));
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
