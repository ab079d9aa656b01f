package keras4j.internal.catalogue;

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
import keras4j.expr.Literal;
import keras4j.expr.NumberRange;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Catalogue of Keras' classes and methods.
 *
 * @param version the version of Keras
 * @param entries the classes and methods by symbol
 * @param names for each kind, the names by which Keras finds an object, as in {@code loss="mse"}
 */
public record Catalogue(String version, Map<String, CatalogueEntry> entries, Map<String, List<String>> names) {
    /** Kind of a custom object. */
    public static final String CUSTOM = "custom";

    private static final String RESOURCE = "keras-3.15.1.json";
    private static final Catalogue KERAS = read();

    /** Returns the catalogue of the Keras version that keras4j runs. */
    public static Catalogue keras() {
        return KERAS;
    }

    /** Returns a class by its symbol; the error for an unknown symbol suggests the nearest one. */
    public CatalogueEntry entry(String symbol) {
        CatalogueEntry entry = entries.get(symbol);
        if (entry == null) {
            throw new IllegalArgumentException("catalogue: symbol must be one that Keras " + version + " has, got "
                    + Quoted.cut(symbol) + NearestName.hint(symbol, entries.keySet()));
        }
        return entry;
    }

    /**
     * Returns the symbols that a program may call: all but activation functions and classes that need a foreign object,
     * such as {@code keras.layers.FlaxLayer}.
     */
    public Set<String> calls() {
        return entries.values().stream()
                .filter(entry -> entry.isMakeable() && !entry.kind().equals("activation"))
                .map(CatalogueEntry::symbol)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the class of a call; that of a custom object has the parameters that the call sets. */
    public CatalogueEntry entry(Call call) {
        if (call.source() == null) {
            return entry(call.symbol());
        }
        List<CatalogueParameter> parameters = call.arguments().keySet().stream()
                .map(name -> new CatalogueParameter(
                        name, false, Literal.NONE, List.of("any"), List.of(), NumberRange.FINITE))
                .toList();
        return new CatalogueEntry(call.symbol(), CUSTOM, parameters, null);
    }

    /** Returns the names by which Keras finds objects of a kind; none for a kind without names. */
    public List<String> names(String kind) {
        return names.getOrDefault(kind, List.of());
    }

    private static Catalogue read() {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            JsonNode json = new ObjectMapper().readTree(in);
            Map<String, CatalogueEntry> entries = new LinkedHashMap<>();
            for (JsonNode each : json.get("entries")) {
                CatalogueEntry entry = entry(each);
                entries.put(entry.symbol(), entry);
            }
            Map<String, List<String>> names = new LinkedHashMap<>();
            json.get("names").properties().forEach(named -> names.put(named.getKey(), texts(named.getValue())));
            return new Catalogue(json.get("keras").asText(), entries, names);
        } catch (IOException e) {
            throw new UncheckedIOException("catalogue: " + RESOURCE + " must be readable", e);
        }
    }

    private static CatalogueEntry entry(JsonNode json) {
        List<CatalogueParameter> parameters = new ArrayList<>();
        json.get("arguments").forEach(each -> parameters.add(parameter(each)));
        return new CatalogueEntry(
                json.get("symbol").asText(), json.get("kind").asText(), parameters, call(json.path("call")));
    }

    private static @Nullable CallSignature call(JsonNode json) {
        List<CatalogueParameter> parameters = new ArrayList<>();
        String repeated = null;
        for (JsonNode each : json) {
            parameters.add(parameter(each));
            repeated = each.path("repeated").asBoolean() ? each.get("name").asText() : repeated;
        }
        return parameters.isEmpty() ? null : new CallSignature(parameters, repeated);
    }

    private static CatalogueParameter parameter(JsonNode json) {
        JsonNode standard = json.get("default");
        JsonNode range = json.get("range");
        return new CatalogueParameter(
                json.get("name").asText(),
                json.path("required").asBoolean(),
                standard == null ? Expr.of(null) : Expr.fromJson(standard),
                texts(json.get("types")),
                texts(json.path("choices")),
                range == null ? NumberRange.FINITE : NumberRange.of(range.asText()));
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
