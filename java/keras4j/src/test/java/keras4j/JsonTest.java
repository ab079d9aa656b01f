package keras4j;

import static keras4j.Models.folds;
import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import keras4j.expr.Point;
import keras4j.resample.Folds;
import keras4j.tune.Task;
import keras4j.tune.Trial;
import keras4j.tune.TrialResult;
import keras4j.tune.TrialResult.CriterionScore;
import keras4j.workflow.Workflow;
import org.junit.jupiter.api.Test;

/** Tests of the JSON of values that are sent to other processes. */
class JsonTest {
    @Test
    void values_are_read_as_they_were_written() {
        assertEquals(IrisFixtures.OPEN, Workflow.fromJson(IrisFixtures.OPEN.json()));
        Folds folds = folds(3).seed(1).of(IrisFixtures.FRAME);
        assertEquals(folds, Folds.fromJson(folds.json()));
        Task task = new Task(7, List.of(new Trial(Point.of("hidden_units", 8).with("hidden_rate", 0.1), 2)));
        assertEquals(task, Task.fromJson(task.json()));
        TrialResult result = new TrialResult(
                List.of(new CriterionScore("rmse", "standard", 0.5)),
                List.of("a note"),
                null,
                Map.of(".row", List.of(0, 1), ".pred", List.of(0.25, 0.5)));
        assertEquals(result, TrialResult.fromJson(result.json()));
        assertEquals(
                TrialResult.failed("a reason"),
                TrialResult.fromJson(TrialResult.failed("a reason").json()));
    }

    @Test
    void other_text_is_refused() {
        refused("Task: JSON must describe a value, got null", () -> Task.fromJson("null"));
        refused(
                "Workflow: JSON must be that of a Workflow, got Unexpected character (',' (code 44)): was expecting"
                        + " double-quote to start field name",
                () -> Workflow.fromJson("{,}"));
    }
}
