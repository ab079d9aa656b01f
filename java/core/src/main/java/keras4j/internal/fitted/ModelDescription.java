package keras4j.internal.fitted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import keras4j.plot.ModelDiagram;

/**
 * Description of a model by Keras, stored so that it can be shown without Python.
 *
 * @param summary Keras' table
 * @param diagram the layers and their connections
 */
public record ModelDescription(String summary, ModelDiagram diagram) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads the description from the reply of a fit or a load. */
    public static ModelDescription of(JsonNode reply) {
        return new ModelDescription(reply.path("summary").asText(), diagram(reply));
    }

    /** Reads the diagram from the reply of a restoration. */
    public static ModelDiagram diagram(JsonNode reply) {
        try {
            return JSON.treeToValue(reply.path("diagram"), ModelDiagram.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
