package keras4j.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Interval;
import keras4j.expr.Literal;
import keras4j.text.Nearest;

/**
 * What keras4j knows of Keras.
 *
 * @param version the version of Keras that this was read from
 * @param entries the classes and methods by symbol
 * @param names for each kind, the names under which Keras finds an object, as in {@code loss="mse"}
 */
public record Catalogue(String version, Map<String, Entry> entries, Map<String, List<String>> names) {
    /** The kind of a custom object. */
    public static final String CUSTOM = "custom";

    private static final String RESOURCE = "keras-3.15.1.json";
    private static final Catalogue KERAS = read();

    /** The catalogue of the Keras that keras4j runs. */
    public static Catalogue keras() {
        return KERAS;
    }

    /** A class by its symbol; an unknown one is an error with the nearest right symbol. */
    public Entry entry(String symbol) {
        Entry entry = entries.get(symbol);
        if (entry == null) {
            throw new IllegalArgumentException("catalogue: symbol must be one that Keras " + version + " has, got "
                    + symbol + Nearest.hint(symbol, entries.keySet()));
        }
        return entry;
    }

    /**
     * The symbols that a program may call: none that needs a foreign object, as {@code keras.layers.FlaxLayer} does, and no
     * activation function.
     */
    public Set<String> calls() {
        return entries.values().stream()
                .filter(entry -> entry.isMakeable() && !entry.kind().equals("activation"))
                .map(Entry::symbol)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The class of a call; a custom object's is made of the arguments that the call has. */
    public Entry entry(Call call) {
        if (call.source() == null) {
            return entry(call.symbol());
        }
        List<Parameter> parameters = call.arguments().keySet().stream()
                .map(name -> new Parameter(name, false, Literal.NONE, List.of("any"), List.of(), Interval.FINITE))
                .toList();
        return new Entry(call.symbol(), CUSTOM, parameters);
    }

    /** The names of a kind of which Keras makes an object by itself; none for a kind that it does not know by name. */
    public List<String> names(String kind) {
        return names.getOrDefault(kind, List.of());
    }

    private static Catalogue read() {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            JsonNode json = new ObjectMapper().readTree(in);
            Map<String, Entry> entries = new LinkedHashMap<>();
            for (JsonNode each : json.get("entries")) {
                Entry entry = entry(each);
                entries.put(entry.symbol(), entry);
            }
            Map<String, List<String>> names = new LinkedHashMap<>();
            json.get("names").properties().forEach(named -> names.put(named.getKey(), texts(named.getValue())));
            return new Catalogue(json.get("keras").asText(), entries, names);
        } catch (IOException e) {
            throw new UncheckedIOException("catalogue: " + RESOURCE + " must be readable", e);
        }
    }

    private static Entry entry(JsonNode json) {
        List<Parameter> parameters = new ArrayList<>();
        json.get("arguments").forEach(each -> parameters.add(parameter(each)));
        return new Entry(json.get("symbol").asText(), json.get("kind").asText(), parameters);
    }

    private static Parameter parameter(JsonNode json) {
        JsonNode standard = json.get("default");
        JsonNode range = json.get("range");
        return new Parameter(
                json.get("name").asText(),
                json.path("required").asBoolean(),
                standard == null ? Expr.of(null) : Expr.fromJson(standard),
                texts(json.get("types")),
                texts(json.path("choices")),
                range == null ? Interval.FINITE : Interval.of(range.asText()));
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
