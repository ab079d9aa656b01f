package keras4j.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The catalogue as it is checked in. */
record Facts(String keras, Map<String, List<String>> names, List<Entry> entries) {

    /** One Keras class; {@code takes} is the shape of its inputs, where the catalogue knows it. */
    record Entry(
            String symbol,
            String kind,
            String summary,
            String page,
            @Nullable String takes,
            List<Argument> arguments) {
        String name() {
            return symbol.substring(symbol.lastIndexOf('.') + 1);
        }

        List<Argument> required() {
            return arguments.stream().filter(Argument::required).toList();
        }

        /** Whether Java has a value for all that Keras needs. */
        boolean makeable() {
            return required().stream().noneMatch(Argument::foreign);
        }

        /** The documentation of a class and of what makes it. */
        String describe() {
            String shape = takes == null ? "" : "\n\n<p>Its inputs are {@code " + takes + "}.";
            return summary + shape + "\n\n@see <a href=\"" + page + "\">" + symbol + "</a>\n";
        }
    }

    /** One argument of a class; {@code standard} is what Keras takes when nobody says anything. */
    record Argument(
            String name,
            boolean required,
            @Nullable JsonNode standard,
            List<String> types,
            List<String> choices,
            @Nullable String range) {
        private static final Set<String> FOREIGN = Set.of("object", "tensor");

        /** Whether no value of Java's can stand here: an object of another package, weights. */
        boolean foreign() {
            return FOREIGN.containsAll(types);
        }

        /** Whether Python's None may be said although it is not the default. */
        boolean optional() {
            return types.contains("none");
        }
    }

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
                json.path("takes").asText(null),
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
