package keras4j.internal.catalogue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Description of the values that a parameter accepts, for messages. */
final class AcceptedValues {
    private static final Map<String, String> ONE = Map.ofEntries(
            Map.entry("bool", "true or false"),
            Map.entry("int", "a whole number"),
            Map.entry("double", "a number"),
            Map.entry("string", "text"),
            Map.entry("weights", "a map from class to weight"),
            Map.entry("shape", "a list of whole numbers or None"),
            Map.entry("none", "None"),
            Map.entry("block", "the name of a block"),
            Map.entry("callable", "a CustomObject, which is a function in Python"),
            Map.entry("object", "a Python object, which Java has no value for"),
            Map.entry("tensor", "weights, which are set in a fitted model"));
    private static final Map<String, String> MANY = Map.of(
            "int", "whole numbers",
            "int*", "lists of whole numbers",
            "double", "numbers",
            "string", "texts",
            "block", "names of blocks",
            "block*", "lists of names of blocks",
            "any", "literals, lists and maps");

    private AcceptedValues() {}

    static String of(CatalogueParameter parameter) {
        return parameter.types().stream()
                .map(type -> type(type, parameter.choices()))
                .collect(Collectors.joining(" or "));
    }

    private static String type(String type, List<String> choices) {
        if (type.endsWith("*")) {
            String item = type.substring(0, type.length() - 1);
            return "a list of " + MANY.getOrDefault(item, item + "s");
        }
        if (type.endsWith("{}")) {
            String item = type.substring(0, type.length() - 2);
            return "a map from text to " + MANY.getOrDefault(item, item + "s");
        }
        if (type.equals("choice")) {
            return choices.size() == 1 ? choices.get(0) : "one of " + String.join(", ", choices);
        }
        String article = "aeiou".indexOf(type.charAt(0)) < 0 ? "a " : "an ";
        return ONE.getOrDefault(type, article + type);
    }
}
