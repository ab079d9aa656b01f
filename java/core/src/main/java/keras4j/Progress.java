package keras4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import keras4j.python.Request;
import keras4j.python.Watch;
import org.jspecify.annotations.Nullable;

/** Turns what Python reports during a fit into calls of a listener. */
final class Progress implements Watch {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final ProgressListener listener;
    private final Training training = new Training();

    Progress(ProgressListener listener) {
        this.listener = listener;
    }

    /** Puts into a request what the listener wants to hear. */
    static void interval(Request request, ProgressListener listener) {
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
    public void heard(@Nullable String text) {
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
            case "epoch end" -> listener.onEpochEnd(training, logs(event));
            default -> listener.onTrainEnd(training);
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
