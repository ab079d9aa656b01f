package keras4j.spring;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import keras4j.fitted.Fitted;
import keras4j.scoring.Scorer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** Actuator endpoint with the engine, the models, and the description of each. */
@Endpoint(id = "keras4j")
final class KerasEndpoint {
    private final Scorer scorer;
    private final Map<String, Fitted> models;

    KerasEndpoint(Scorer scorer, Map<String, Fitted> models) {
        this.scorer = scorer;
        this.models = models;
    }

    /**
     * Engine and models of the application.
     *
     * @param engine the engine, and the number of its live models
     * @param models the models by the names of their beans
     */
    record Overview(String engine, Map<String, Summary> models) {}

    /**
     * Summary of a model.
     *
     * @param name the model's own name
     * @param created the time of its creation
     * @param versions the versions of its creation
     * @param onnx a line about the form that needs no Python; null without one
     */
    record Summary(
            String name,
            Instant created,
            Map<String, String> versions,
            @Nullable String onnx) {
        static Summary of(Fitted fitted) {
            return new Summary(
                    fitted.name(),
                    fitted.created(),
                    fitted.versions(),
                    fitted.onnx().orElse(null));
        }
    }

    @ReadOperation
    Overview overview() {
        Map<String, Summary> summaries = new TreeMap<>();
        models.forEach((name, fitted) -> summaries.put(name, Summary.of(fitted)));
        return new Overview(scorer.toString(), summaries);
    }

    /** Returns the description of a model as text; null, which is the status 404, if there is none of the name. */
    @ReadOperation(produces = "text/plain;charset=UTF-8")
    @Nullable String describe(@Selector String name) {
        Fitted fitted = models.get(name);
        return fitted == null ? null : fitted.describe();
    }
}
