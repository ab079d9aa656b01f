package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import keras4j.expr.CustomObject;
import keras4j.expr.KerasObject;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueEntry;
import org.jspecify.annotations.Nullable;

/**
 * Factory of typed values from {@code {"call": symbol, "with": {argument: [type, value]}}}, by the generated classes
 * alone.
 */
final class TypedFactory {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FUNCTIONS = Path.of("../../python/tests/functions.py");
    private static final Map<String, Class<?>> PLAIN = Map.of(
            "bool", boolean.class,
            "int", int.class,
            "double", double.class,
            "string", String.class,
            "int*", int[].class,
            "int**", int[][].class,
            "shape", Integer[].class,
            "double*", double[].class,
            "string*", List.class,
            "callable", CustomObject.class);

    private TypedFactory() {}

    /** The typed value; {@code needs} are the arguments of its factory. */
    static KerasObject make(JsonNode call) {
        CatalogueEntry entry = Catalogue.keras().entry(call.get("call").asText());
        JsonNode with = call.get("with");
        Object made = factory(entry, call.has("needs") ? call.get("needs") : with);
        for (Map.Entry<String, JsonNode> argument : with.properties()) {
            made = wither(made, argument.getKey(), argument.getValue());
        }
        return (KerasObject) made;
    }

    /** The class that the generator made of an entry. */
    static Class<?> type(CatalogueEntry entry) {
        return named(packageOf(entry.kind()) + "." + entry.name());
    }

    /** The class with the factories of an entry's kind. */
    static Class<?> holder(CatalogueEntry entry) {
        String kind = capital(entry.kind());
        return named(packageOf(entry.kind()) + "." + kind + (kind.endsWith("s") ? "es" : "s"));
    }

    private static Object factory(CatalogueEntry entry, JsonNode values) {
        List<JsonNode> needed = new ArrayList<>();
        entry.parameters().stream()
                .filter(parameter -> parameter.required())
                .forEach(parameter -> needed.add(values.get(parameter.name())));
        for (Method method : type(entry).getMethods()) {
            if (method.getName().equals("of") && Modifier.isStatic(method.getModifiers())) {
                Optional<Object[]> arguments = arguments(method, needed);
                if (arguments.isPresent()) {
                    return call(method, null, arguments.get());
                }
            }
        }
        throw new AssertionError(entry.name() + " must have of(" + needed + ")");
    }

    private static Object wither(Object made, String name, JsonNode value) {
        boolean none = value.get(0).asText().equals("none");
        for (Method method : made.getClass().getMethods()) {
            if (method.getName().equals(none ? "no" + capital(camel(name)) : camel(name))) {
                Optional<Object[]> arguments = arguments(method, none ? List.of() : List.of(value));
                if (arguments.isPresent()) {
                    return call(method, made, arguments.get());
                }
            }
        }
        throw new AssertionError(made.getClass().getName() + " must have a wither " + name + " for " + value);
    }

    private static Optional<Object[]> arguments(Method method, List<JsonNode> values) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != values.size()) {
            return Optional.empty();
        }
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            String type = values.get(i).get(0).asText();
            if (!accepts(types[i], type)) {
                return Optional.empty();
            }
            arguments[i] = value(types[i], type, values.get(i).get(1));
        }
        return Optional.of(arguments);
    }

    private static boolean accepts(Class<?> java, String type) {
        if (type.endsWith("{}")) {
            return java == Map.class;
        }
        if (type.equals("choice")) {
            return java.isEnum();
        }
        Class<?> plain = PLAIN.get(type);
        if (plain != null) {
            return java == plain;
        }
        String item = type.replace("*", "");
        Class<?> kind = named(packageOf(item) + "." + capital(item));
        return java == (type.endsWith("*") ? kind.arrayType() : kind);
    }

    private static Object value(Class<?> java, String type, JsonNode value) {
        if (java.isEnum()) {
            return constant(java, value.asText());
        }
        if (type.equals("callable")) {
            return CustomObject.of(value.asText(), FUNCTIONS);
        }
        if (type.equals("activation")) {
            return constant(java, value.asText());
        }
        if (java == Map.class) {
            Map<String, Object> map = new LinkedHashMap<>();
            value.properties().forEach(each -> map.put(each.getKey(), item(each.getValue())));
            return map;
        }
        if (value.isObject()) {
            return make(value);
        }
        if (java.isArray() && !PLAIN.containsValue(java)) {
            Object array = Array.newInstance(java.getComponentType(), value.size());
            for (int i = 0; i < value.size(); i++) {
                Array.set(array, i, make(value.get(i)));
            }
            return array;
        }
        return JSON.convertValue(value, java);
    }

    private static Object item(JsonNode value) {
        return value.isObject() ? make(value) : JSON.convertValue(value, Object.class);
    }

    private static Object constant(Class<?> java, String name) {
        try {
            return java.getField(name.toUpperCase(Locale.ROOT)).get(null);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError(java.getName() + " must have " + name, missing);
        }
    }

    private static Object call(Method method, @Nullable Object on, Object[] arguments) {
        try {
            return method.invoke(on, arguments);
        } catch (ReflectiveOperationException failed) {
            throw new LinkageError(method + " on " + Arrays.deepToString(arguments), failed);
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException missing) {
            throw new LinkageError("the generator must make " + name, missing);
        }
    }

    private static String packageOf(String kind) {
        return "keras4j."
                + switch (kind) {
                    case "assignment" -> "optimizer";
                    case "quantization" -> "quantizer";
                    default -> kind;
                };
    }

    private static String camel(String snake) {
        StringBuilder camel = new StringBuilder();
        for (String word : snake.split("_", -1)) {
            camel.append(camel.isEmpty() ? word : capital(word));
        }
        return SourceVersion.isKeyword(camel) ? camel + "_" : camel.toString();
    }

    private static String capital(String word) {
        return Objects.requireNonNull(word).substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
