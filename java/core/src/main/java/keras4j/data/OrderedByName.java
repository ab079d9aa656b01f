package keras4j.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;

/** Named values in the order of a model. */
final class OrderedByName {
    private OrderedByName() {}

    /** Returns the values in the order of {@code names}, under these names; a single value may have had any name. */
    static <T> Map<String, T> arranged(String what, Map<String, T> given, List<String> names) {
        if (given.size() == 1 && names.size() == 1) {
            return Map.of(names.get(0), given.values().iterator().next());
        }
        if (!given.keySet().equals(Set.copyOf(names))) {
            throw new InvalidRowException(
                            "Examples: " + what,
                            "be " + Quoted.of(names),
                            Quoted.of(given.keySet().stream().sorted().toList()))
                    .advice(hint(given.keySet(), names));
        }
        Map<String, T> arranged = new LinkedHashMap<>();
        names.forEach(name -> arranged.put(name, Objects.requireNonNull(given.get(name))));
        return arranged;
    }

    private static String hint(Set<String> given, List<String> names) {
        return given.stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .map(name -> NearestName.quotedHint(name, names))
                .orElse("");
    }
}
