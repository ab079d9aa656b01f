package keras4j.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import keras4j.generator.CatalogueFile.Argument;
import org.jspecify.annotations.Nullable;

/** Java names and Javadoc texts made from Python names and the catalogue. */
final class JavaNames {
    private static final Map<String, String> ODD =
            Map.of("RMSprop", "rmsprop", "ReLU", "relu", "PReLU", "prelu", "IoU", "iou");
    /** Kinds that share the package of another kind. */
    private static final Map<String, String> GUESTS = Map.of("assignment", "optimizer", "quantization", "quantizer");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("bool", "true or false"),
            Map.entry("int", "an integer"),
            Map.entry("double", "a number"),
            Map.entry("string", "a string"),
            Map.entry("int*", "integers"),
            Map.entry("int**", "rows of integers"),
            Map.entry("double*", "numbers"),
            Map.entry("shape", "dimensions, null for any size,"),
            Map.entry("string*", "strings"),
            Map.entry("layer*", "layers"),
            Map.entry("callable", "a custom function"));

    private JavaNames() {}

    static String packageOf(String kind) {
        return "keras4j." + GUESTS.getOrDefault(kind, kind);
    }

    /** Returns true if the kind has a package of its own. */
    static boolean hasPackage(String kind) {
        return !GUESTS.containsKey(kind);
    }

    /** Returns the superclass of a kind, such as {@code keras4j.layer.Layer}. */
    static ClassName kind(String kind) {
        return ClassName.get(packageOf(kind), capital(kind));
    }

    /** Returns the class with the factories of a kind, such as {@code keras4j.layer.Layers}. */
    static ClassName holder(String kind) {
        return ClassName.get(packageOf(kind), capital(kind) + (kind.endsWith("s") ? "es" : "s"));
    }

    /** Returns a noun phrase for one member of a kind. */
    static String sort(String kind) {
        return switch (kind) {
            case "application" -> "A network of keras.applications";
            case "assignment" -> "An assignment of variables to optimizers";
            case "quantization" -> "A quantization configuration of a Keras layer";
            default -> "A Keras " + kind;
        };
    }

    static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Returns {@code kernel_initializer} as {@code kernelInitializer}; a Java keyword gets an underscore. */
    static String camel(String snake) {
        StringBuilder camel = new StringBuilder();
        for (String word : snake.split("_", -1)) {
            camel.append(camel.isEmpty() ? word : capital(word));
        }
        return SourceVersion.isKeyword(camel) ? camel + "_" : camel.toString();
    }

    /** Returns the name of a factory: {@code maxPooling2D} for {@code MaxPooling2D}, {@code lstm} for {@code LSTM}. */
    static String factory(String name) {
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
            return name.toLowerCase(Locale.ROOT);
        }
        int capitals = 0;
        while (Character.isUpperCase(name.charAt(capitals))) {
            capitals++;
        }
        int lowered = Math.max(1, capitals - 1);
        String usual = name.substring(0, lowered).toLowerCase(Locale.ROOT) + name.substring(lowered);
        return ODD.getOrDefault(name, usual);
    }

    /** Returns the accepted values of an argument in one of its types, in words. */
    static String accepts(Argument argument, String type) {
        if (type.equals("choice")) {
            return argument.choices().stream().collect(Collectors.joining("}, {@code ", "one of {@code ", "}"));
        }
        if (type.endsWith("{}")) {
            return "a map with strings as keys";
        }
        String values = TYPES.getOrDefault(type, article(type));
        return argument.range() == null ? values.replaceAll(",$", "") : values + " in " + argument.range();
    }

    private static String article(String kind) {
        return ("aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ") + kind;
    }

    /** Returns a value of the catalogue as Python writes it. */
    static String python(@Nullable JsonNode value) {
        if (value != null && value.isArray()) {
            return value.valueStream().map(JavaNames::python).collect(Collectors.joining(", ", "(", ")"));
        }
        return switch (String.valueOf(value)) {
            case "null" -> "None";
            case "true" -> "True";
            case "false" -> "False";
            default -> String.valueOf(value);
        };
    }
}
