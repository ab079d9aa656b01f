package keras4j.catalogue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in words what a parameter accepts. */
final class Described {
    private static final Map<String, String> ONE = Map.of(
            "bool", "true or false",
            "int", "a whole number",
            "double", "a number",
            "string", "text",
            "weights", "a map from class to weight");
    private static final Map<String, String> MANY = Map.of("int", "whole numbers", "double", "numbers");

    private Described() {}

    static String of(Parameter parameter) {
        if (parameter.types().isEmpty()) {
            return "made of literals, lists and maps";
        }
        return parameter.types().stream()
                .map(type -> type(type, parameter.choices()))
                .collect(Collectors.joining(" or "));
    }

    private static String type(String type, List<String> choices) {
        if (type.endsWith("*")) {
            String item = type.substring(0, type.length() - 1);
            return "a list of " + MANY.getOrDefault(item, item + "s");
        }
        if (type.equals("choice")) {
            return choices.size() == 1 ? choices.get(0) : "one of " + String.join(", ", choices);
        }
        String article = "aeiou".indexOf(type.charAt(0)) < 0 ? "a " : "an ";
        return ONE.getOrDefault(type, article + type);
    }
}
