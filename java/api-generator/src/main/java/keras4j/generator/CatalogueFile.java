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

/** The checked-in catalogue of Keras. */
record CatalogueFile(String keras, Map<String, List<String>> names, List<Entry> entries) {

    /**
     * Entry of one Keras class; {@code takes} is the shape of its inputs, if the catalogue has it, and {@code call} has
     * the names of what a layer takes when it is applied.
     */
    record Entry(
            String symbol,
            String kind,
            String summary,
            String page,
            @Nullable String takes,
            List<String> call,
            List<Argument> arguments) {
        String name() {
            return symbol.substring(symbol.lastIndexOf('.') + 1);
        }

        List<Argument> required() {
            return arguments.stream().filter(Argument::required).toList();
        }

        /** Returns true if Java has a value for each required argument. */
        boolean makeable() {
            return required().stream().noneMatch(Argument::foreign);
        }

        /** Returns the summary and the shape of the inputs, in one line. */
        String description() {
            return takes == null ? summary : summary + " " + inputs();
        }

        /** Returns the Javadoc of the class. */
        String documentation() {
            String shape = takes == null ? "" : "\n\n<p>" + inputs();
            return summary + shape + callArguments() + "\n\n@see <a href=\"" + page + "\">" + symbol + "</a>\n";
        }

        /** Returns a paragraph about what a block can give to the call of a layer besides its inputs. */
        private String callArguments() {
            return call.size() < 2
                    ? ""
                    : "\n\n<p>Call arguments of a block: "
                            + call.stream().skip(1).collect(Collectors.joining("}, {@code ", "{@code ", "}")) + ".";
        }

        private String inputs() {
            return "Its inputs are {@code " + takes + "}.";
        }
    }

    /** Argument of a class; {@code standard} is Keras' default. */
    record Argument(
            String name,
            boolean required,
            @Nullable JsonNode standard,
            List<String> types,
            List<String> choices,
            @Nullable String range) {
        private static final Set<String> FOREIGN = Set.of("object", "tensor");

        /** Returns true if no Java value fits, as for weights and for objects of other packages. */
        boolean foreign() {
            return FOREIGN.containsAll(types);
        }

        /** Returns true if Python's {@code None} is accepted although it is not the default. */
        boolean optional() {
            return types.contains("none");
        }
    }

    static CatalogueFile read(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(Files.readString(file));
        return new CatalogueFile(
                json.get("keras").asText(),
                json.get("names").properties().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, named -> texts(named.getValue()))),
                json.get("entries").valueStream().map(CatalogueFile::entry).toList());
    }

    private static Entry entry(JsonNode json) {
        return new Entry(
                json.get("symbol").asText(),
                json.get("kind").asText(),
                json.get("summary").asText(),
                json.get("page").asText(),
                json.path("takes").asText(null),
                json.path("call")
                        .valueStream()
                        .map(each -> each.get("name").asText())
                        .toList(),
                json.get("arguments").valueStream().map(CatalogueFile::argument).toList());
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
