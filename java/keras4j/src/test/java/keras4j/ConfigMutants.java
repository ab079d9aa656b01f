package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import keras4j.internal.kerasfile.KerasZip;

/** Mutated models, with one or two entries of their configurations removed or replaced. */
final class ConfigMutants {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> VALUES = List.of(
            "null",
            "0",
            "-1",
            "7",
            "1.5",
            "true",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[null]",
            "[[\"x\", 0, 0]]",
            "{\"a\": [\"x\", 0, 0]}",
            "{\"class_name\": [], \"module\": 1}",
            "{\"class_name\": \"Dense\", \"module\": \"keras.layers\", \"config\": null}");

    private final Random random;

    ConfigMutants(long seed) {
        this.random = new Random(seed);
    }

    byte[] of(byte[] file) throws IOException {
        Map<String, byte[]> members = new TreeMap<>(KerasZip.read(file));
        JsonNode config = JSON.readTree(members.get("config.json"));
        for (int change = random.nextInt(2); change >= 0; change--) {
            List<Runnable> changes = new ArrayList<>();
            changes(config, changes);
            changes.get(random.nextInt(changes.size())).run();
        }
        members.put("config.json", JSON.writeValueAsBytes(config));
        return KerasZip.write(members);
    }

    private void changes(JsonNode node, List<Runnable> changes) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(key -> {
                changes.add(() -> object.set(key, value()));
                changes.add(() -> object.remove(key));
            });
        }
        for (int at = 0; node instanceof ArrayNode array && at < array.size(); at++) {
            int place = at;
            changes.add(() -> array.set(place, value()));
            changes.add(() -> array.remove(place));
        }
        node.forEach(part -> changes(part, changes));
    }

    private JsonNode value() {
        try {
            return JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
