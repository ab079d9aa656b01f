package keras4j.internal.trial;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Objects;
import keras4j.internal.text.JsonText;
import keras4j.measure.Aggregate;
import keras4j.measure.Measures;
import keras4j.model.Backend;
import keras4j.resample.Resampling;
import keras4j.tune.Search;
import keras4j.tune.Tuning;
import keras4j.tune.Workers;
import keras4j.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Part of a search that its trials need, as it is sent to another machine.
 *
 * @param silence milliseconds without a finished batch after which a worker process counts as hung
 */
public record RemoteSearch(
        @JsonProperty("workflow") Workflow workflow,
        @JsonProperty("measures") Measures measures,
        @JsonProperty("goal") @Nullable Aggregate goal,
        @JsonProperty("predictions") boolean predictions,
        @JsonProperty("seed") long seed,
        @JsonProperty("backend") Backend backend,
        @JsonProperty("silence") long silence) {
    /** Returns the part of a search that has a seed and a backend. */
    public static RemoteSearch of(Tuning tuning) {
        Workers workers = tuning.options().workers();
        return new RemoteSearch(
                tuning.workflow(),
                tuning.measures(),
                tuning.options().goal(),
                tuning.options().predictions(),
                SearchStudies.seed(tuning),
                Objects.requireNonNull(workers.backend()),
                workers.silence().toMillis());
    }

    public String json() {
        return JsonText.write(this);
    }

    public static RemoteSearch fromJson(String json) {
        return JsonText.read(json, RemoteSearch.class);
    }

    /** Returns a search with this part; the driver has drawn the folds and asks for the points. */
    Tuning tuning() {
        Workers workers = Workers.of(1).backend(backend).silence(Duration.ofMillis(silence));
        Tuning tuning = Tuning.of(workflow, Resampling.folds(2), Search.grid(1), measures)
                .workers(workers)
                .seed(seed);
        tuning = goal == null ? tuning : tuning.goal(goal);
        return predictions ? tuning.savePredictions() : tuning;
    }
}
