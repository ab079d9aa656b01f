package keras4j.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The catalogue as it is checked in. */
record Facts(String keras, Map<String, List<String>> names, List<Entry> entries) {

    /** One Keras class. */
    record Entry(String symbol, String kind, String summary, String page, List<Argument> arguments) {
        String name() {
            return symbol.substring(symbol.lastIndexOf('.') + 1);
        }

        List<Argument> required() {
            return arguments.stream().filter(Argument::required).toList();
        }
    }

    /** One argument of a class; {@code standard} is what Keras takes when nobody says anything. */
    record Argument(
            String name,
            boolean required,
            @Nullable JsonNode standard,
            List<String> types,
            List<String> choices,
            @Nullable String range) {}

    static Facts read(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(Files.readString(file));
        return new Facts(
                json.get("keras").asText(),
                json.get("names").properties().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, named -> texts(named.getValue()))),
                json.get("entries").valueStream().map(Facts::entry).toList());
    }

    private static Entry entry(JsonNode json) {
        return new Entry(
                json.get("symbol").asText(),
                json.get("kind").asText(),
                json.get("summary").asText(),
                json.get("page").asText(),
                json.get("arguments").valueStream().map(Facts::argument).toList());
    }

    private static Argument argument(JsonNode json) {
        return new Argument(
                json.get("name").asText(),
                json.path("required").asBoolean(),
                json.get("default"),
                texts(json.get("types")),
                texts(json.path("choices")),
                json.path("range").asText(null));
    }

    private static List<String> texts(JsonNode json) {
        return json.valueStream().map(JsonNode::asText).toList();
    }
}
