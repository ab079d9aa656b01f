package keras4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import keras4j.plot.ModelDiagram;

/**
 * What Keras says of a model, kept to be shown without it.
 *
 * @param summary Keras' table
 * @param diagram the layers, and what flows where
 */
record Described(String summary, ModelDiagram diagram) {
    private static final JsonMapper JSON = new JsonMapper();

    /** What is in the reply of a fit or a load. */
    static Described of(JsonNode reply) {
        try {
            return new Described(
                    reply.path("summary").asText(), JSON.treeToValue(reply.path("diagram"), ModelDiagram.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
