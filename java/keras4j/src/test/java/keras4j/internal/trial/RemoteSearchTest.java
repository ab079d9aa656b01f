package keras4j.internal.trial;

import static keras4j.Models.*;
import static keras4j.layer.Layers.dense;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import keras4j.measure.Aggregate;
import keras4j.measure.Measure;
import keras4j.model.Backend;
import keras4j.tune.Tuning;
import keras4j.tune.Workers;
import org.junit.jupiter.api.Test;

/** Tests of the part of a search that is sent to another machine. */
class RemoteSearchTest {
    private static Tuning tuning() {
        var spec = regressor("cars", input(), block("hidden", dense(between(4, 8))), output());
        return Tuning.of(workflow("mpg ~ wt", spec), folds(5), grid(2), metrics(Measure.RMSE, Measure.MAE))
                .workers(Workers.of(4).backend(Backend.TENSORFLOW).silence(Duration.ofSeconds(90)))
                .seed(7);
    }

    @Test
    void it_arrives_as_it_was_sent() {
        RemoteSearch sent = RemoteSearch.of(tuning());
        assertEquals(sent, RemoteSearch.fromJson(sent.json()));
        Tuning arrived = sent.tuning();
        assertEquals(tuning().workflow(), arrived.workflow());
        assertEquals(tuning().measures(), arrived.measures());
        assertEquals(7, arrived.options().seed());
        assertEquals(Backend.TENSORFLOW, arrived.options().workers().backend());
        assertEquals(Duration.ofSeconds(90), arrived.options().workers().silence());
    }

    @Test
    void a_goal_and_saved_predictions_arrive() {
        Tuning wished =
                tuning().goal(Aggregate.mean(Map.of("mpg", Measure.RMSE))).savePredictions();
        Tuning arrived = RemoteSearch.fromJson(RemoteSearch.of(wished).json()).tuning();
        assertEquals(wished.options().goal(), arrived.options().goal());
        assertEquals(true, arrived.options().predictions());
    }
}
