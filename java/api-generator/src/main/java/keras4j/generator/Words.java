package keras4j.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import keras4j.generator.Facts.Argument;
import org.jspecify.annotations.Nullable;

/** How Python's names and facts read in Java. */
final class Words {
    private static final Map<String, String> ODD =
            Map.of("RMSprop", "rmsprop", "ReLU", "relu", "PReLU", "prelu", "IoU", "iou");
    /** Kinds that live in the package of another. */
    private static final Map<String, String> GUESTS = Map.of("assignment", "optimizer", "quantization", "quantizer");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("bool", "true or false"),
            Map.entry("int", "a whole number"),
            Map.entry("double", "a number"),
            Map.entry("string", "text"),
            Map.entry("int*", "whole numbers"),
            Map.entry("int**", "rows of whole numbers"),
            Map.entry("double*", "numbers"),
            Map.entry("shape", "a shape, null where a dimension is open"),
            Map.entry("string*", "texts"),
            Map.entry("layer*", "layers"),
            Map.entry("choice", "one of a few"),
            Map.entry("callable", "a custom object that is a function"));

    private Words() {}

    static String packageOf(String kind) {
        return "keras4j." + GUESTS.getOrDefault(kind, kind);
    }

    /** Whether a package has the name of its kind. */
    static boolean hasPackage(String kind) {
        return !GUESTS.containsKey(kind);
    }

    /** The class that all of a kind extend: {@code keras4j.layer.Layer}. */
    static ClassName kind(String kind) {
        return ClassName.get(packageOf(kind), capital(kind));
    }

    /** The class with the factories of a kind: {@code keras4j.layer.Layers}. */
    static ClassName holder(String kind) {
        return ClassName.get(packageOf(kind), capital(kind) + (kind.endsWith("s") ? "es" : "s"));
    }

    /** What the members of a kind are. */
    static String sort(String kind) {
        return switch (kind) {
            case "application" -> "A network of keras.applications";
            case "assignment" -> "Which variables an optimizer trains";
            case "quantization" -> "How a Keras layer is quantized";
            default -> "A Keras " + kind;
        };
    }

    static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** {@code kernel_initializer} as {@code kernelInitializer}; a word of Java's gets an underscore. */
    static String camel(String snake) {
        StringBuilder camel = new StringBuilder();
        for (String word : snake.split("_", -1)) {
            camel.append(camel.isEmpty() ? word : capital(word));
        }
        return SourceVersion.isKeyword(camel) ? camel + "_" : camel.toString();
    }

    /** {@code MaxPooling2D} as {@code maxPooling2D}, {@code LSTM} as {@code lstm}: the name of a factory. */
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

    /** The documentation of an argument, from the facts about it. */
    static String describe(Argument argument) {
        String accepted = String.join(
                " or ",
                argument.types().stream()
                        .filter(type -> !type.equals("none"))
                        .map(Words::type)
                        .toList());
        String range = argument.range() == null ? "" : ", in " + argument.range();
        String standard = argument.required()
                ? "Keras needs it."
                : "Keras' default: {@code " + python(argument.standard()) + "}.";
        return "Sets {@code " + argument.name() + "}: " + accepted + range + ". " + standard;
    }

    private static String type(String type) {
        if (type.endsWith("{}")) {
            return "a map from text";
        }
        return TYPES.getOrDefault(type, article(type));
    }

    private static String article(String kind) {
        return ("aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ") + kind;
    }

    private static String python(@Nullable JsonNode value) {
        if (value != null && value.isArray()) {
            return value.valueStream().map(Words::python).collect(Collectors.joining(", ", "(", ")"));
        }
        return switch (String.valueOf(value)) {
            case "null" -> "None";
            case "true" -> "True";
            case "false" -> "False";
            default -> String.valueOf(value);
        };
    }
}
