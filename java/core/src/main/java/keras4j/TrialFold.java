package keras4j;

import java.util.ArrayList;
import java.util.List;
import keras4j.data.Examples;
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
 * @param truth the same as they came: their numbers among all rows, {@code .row}, and the columns of the outcomes
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
    static TrialFold of(Workflow workflow, DataFrame frame, Split split) {
        WorkflowRows rows = WorkflowRows.of(workflow, split.analysis(frame), null);
        Examples assessed = rows.preparation().examples(split.assessment(frame));
        List<Array> arrays = new ArrayList<>(FitCall.arrays(rows.train()));
        Examples validation = rows.validation();
        if (validation != null) {
            arrays.addAll(FitCall.arrays(validation));
        }
        assessed.inputs().values().forEach(x -> arrays.add(FitCall.array(x)));
        return new TrialFold(
                rows.preparation(),
                assessed,
                truth(rows.preparation().schema(), split, frame),
                !rows.train().weights().isEmpty(),
                validation != null,
                Shared.of(arrays));
    }

    private static DataFrame truth(Schema schema, Split split, DataFrame frame) {
        String[] outcomes = schema.outcomes().stream()
                .flatMap(outcome -> outcome.columns().stream())
                .filter(frame.getColumnsIndex()::contains)
                .toArray(String[]::new);
        DataFrame rows = DataFrame.byColumn(".row").of(Series.ofInt(split.assessment()));
        return rows.hConcat(split.assessment(frame).cols(outcomes).select());
    }
}
