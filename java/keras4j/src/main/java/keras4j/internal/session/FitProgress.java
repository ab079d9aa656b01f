package keras4j.internal.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.PythonRequest;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adapter from Python's progress events to a listener. */
final class FitProgress implements CallListener {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final Logger LOG = LoggerFactory.getLogger("keras4j");

    private final String name;
    private final ProgressListener listener;
    private final TrainingControl training = new TrainingControl();
    private boolean diverged;

    FitProgress(String name, ProgressListener listener) {
        this.name = name;
        this.listener = listener;
    }

    /** Adds the listener's batch interval to a request. */
    static void interval(PythonRequest request, ProgressListener listener) {
        int interval = listener.batchInterval();
        if (interval < 0) {
            throw new IllegalArgumentException("ProgressListener: batchInterval must be 0 or more, got " + interval);
        }
        request.arguments().put("interval", interval);
    }

    @Override
    public boolean ends() {
        return training.stopped();
    }

    @Override
    public void onEvent(@Nullable String text) {
        if (text == null) {
            return;
        }
        if (text.startsWith("{")) {
            report(tree(text));
        } else {
            int slash = text.indexOf('/');
            training.trained(Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
            listener.onProgress(training);
        }
    }

    private void report(JsonNode event) {
        switch (event.path("at").asText()) {
            case "begin" -> {
                training.begins(event.path("epochs").asInt());
                listener.onTrainBegin(training);
            }
            case "epoch begin" -> {
                training.epochBegins(event.path("epoch").asInt());
                listener.onEpochBegin(training);
            }
            case "batch" -> {
                training.trained(
                        event.path("batch").asInt(), event.path("batches").asInt());
                listener.onBatchEnd(training, logs(event));
            }
            case "epoch end" -> {
                Map<String, Double> logs = logs(event);
                warnOfDivergence(event.path("epoch").asInt(), logs.getOrDefault("loss", 0.0));
                listener.onEpochEnd(training, logs);
            }
            default -> listener.onTrainEnd(training);
        }
    }

    /** Warns of the first loss of a fit that is not finite, from which no training recovers. */
    private void warnOfDivergence(int epoch, double loss) {
        if (!diverged && !Double.isFinite(loss)) {
            diverged = true;
            LOG.warn(
                    "fit of {}: loss is {} from epoch {} on; a smaller learning rate or normalized predictors may help,"
                            + " and the callback TerminateOnNaN ends such a fit",
                    name,
                    loss,
                    epoch);
        }
    }

    private static Map<String, Double> logs(JsonNode event) {
        Map<String, Double> logs = new LinkedHashMap<>();
        event.path("logs")
                .properties()
                .forEach(figure -> logs.put(figure.getKey(), figure.getValue().asDouble()));
        return logs;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
