package keras4j;

import java.util.ArrayList;
import java.util.List;
import keras4j.data.Examples;
import keras4j.python.Array;
import keras4j.python.Shared;
import keras4j.resample.Split;
import org.dflib.DataFrame;

/**
 * The rows of a fold, prepared by a recipe that was learned from those to train on, and handed over to all workers once.
 *
 * @param assessed the rows to judge by
 * @param weighted whether the rows to train on have weights
 */
record TrialFold(Preparation preparation, Examples assessed, boolean weighted, Shared shared) {
    static TrialFold of(Workflow workflow, DataFrame frame, Split split) {
        WorkflowRows rows = WorkflowRows.of(workflow, split.analysis(frame), null);
        Examples assessed = rows.preparation().examples(split.assessment(frame));
        List<Array> arrays = new ArrayList<>(FitCall.arrays(rows.train()));
        assessed.inputs().values().forEach(x -> arrays.add(FitCall.array(x)));
        return new TrialFold(
                rows.preparation(), assessed, !rows.train().weights().isEmpty(), Shared.of(arrays));
    }
}
