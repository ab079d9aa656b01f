package keras4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import keras4j.python.Watch;
import org.jspecify.annotations.Nullable;

/** Turns what Python reports during a fit into calls of a listener. */
final class Progress implements Watch {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final ProgressListener listener;

    Progress(ProgressListener listener) {
        this.listener = listener;
    }

    @Override
    public void heard(@Nullable String text) {
        if (text == null) {
            return;
        }
        if (text.startsWith("{")) {
            epoch(text);
        } else {
            int slash = text.indexOf('/');
            listener.onBatch(Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        }
    }

    private void epoch(String text) {
        JsonNode event = tree(text);
        Map<String, Double> metrics = new LinkedHashMap<>();
        event.path("metrics")
                .properties()
                .forEach(m -> metrics.put(m.getKey(), m.getValue().asDouble()));
        listener.onEpoch(event.path("epoch").asInt(), event.path("epochs").asInt(), metrics);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
