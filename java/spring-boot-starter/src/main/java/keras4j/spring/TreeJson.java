package keras4j.spring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** JSON of specs, recipes and other values whose annotations name trees of Jackson 2. */
final class TreeJson {
    private static final ObjectMapper JACKSON_2 = new ObjectMapper();

    private TreeJson() {}

    static void addTo(SimpleModule module) {
        module.addSerializer(new Writing()).addDeserializer(JsonNode.class, new Reading());
    }

    private static final class Writing extends StdSerializer<JsonNode> {
        Writing() {
            super(JsonNode.class);
        }

        @Override
        public void serialize(JsonNode tree, JsonGenerator json, SerializationContext context) {
            json.writeRawValue(tree.toString());
        }
    }

    private static final class Reading extends StdDeserializer<JsonNode> {
        Reading() {
            super(JsonNode.class);
        }

        @Override
        public JsonNode deserialize(JsonParser json, DeserializationContext context) {
            try {
                return JACKSON_2.readTree(context.readTree(json).toString());
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
