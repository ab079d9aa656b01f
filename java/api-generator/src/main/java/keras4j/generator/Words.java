package keras4j.generator;

import com.palantir.javapoet.ClassName;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.SourceVersion;
import keras4j.generator.Facts.Argument;

/** How Python's names and facts read in Java. */
final class Words {
    private static final Map<String, String> ODD = Map.of("RMSprop", "rmsprop");
    private static final Map<String, String> TYPES = Map.of(
            "bool", "true or false",
            "int", "a whole number",
            "double", "a number",
            "string", "text",
            "int*", "whole numbers",
            "double*", "numbers",
            "choice", "one of a few");

    private Words() {}

    static String packageOf(String kind) {
        return "keras4j." + kind;
    }

    /** The class that all of a kind extend: {@code keras4j.layer.Layer}. */
    static ClassName kind(String kind) {
        return ClassName.get(packageOf(kind), capital(kind));
    }

    /** The class with the factories of a kind: {@code keras4j.layer.Layers}. */
    static ClassName holder(String kind) {
        return ClassName.get(packageOf(kind), capital(kind) + (kind.endsWith("s") ? "es" : "s"));
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
                        .map(type -> TYPES.getOrDefault(type, article(type)))
                        .toList());
        String range = argument.range() == null ? "" : ", in " + argument.range();
        String standard = argument.required() ? "Keras needs it." : "Keras' default: {@code " + python(argument) + "}.";
        return "Sets {@code " + argument.name() + "}: " + accepted + range + ". " + standard;
    }

    private static String article(String kind) {
        return ("aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ") + kind;
    }

    private static String python(Argument argument) {
        return switch (String.valueOf(argument.standard())) {
            case "null" -> "None";
            case "true" -> "True";
            case "false" -> "False";
            default -> String.valueOf(argument.standard());
        };
    }
}
