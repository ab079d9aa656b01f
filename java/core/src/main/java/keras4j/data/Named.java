package keras4j.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import keras4j.text.Nearest;
import keras4j.text.Quoted;

/** Things by name, brought into the order of a model. */
final class Named {
    private Named() {}

    /** The same things in the order of {@code names}, under these; a single one may have had another name. */
    static <T> Map<String, T> arranged(String what, Map<String, T> given, List<String> names) {
        if (given.size() == 1 && names.size() == 1) {
            return Map.of(names.get(0), given.values().iterator().next());
        }
        if (!given.keySet().equals(Set.copyOf(names))) {
            throw new IllegalArgumentException("Examples: " + what + " must be " + Quoted.of(names) + ", got "
                    + Quoted.of(List.copyOf(given.keySet())) + hint(given.keySet(), names));
        }
        Map<String, T> arranged = new LinkedHashMap<>();
        names.forEach(name -> arranged.put(name, Objects.requireNonNull(given.get(name))));
        return arranged;
    }

    private static String hint(Set<String> given, List<String> names) {
        return given.stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .map(name -> Nearest.quotedHint(name, names))
                .orElse("");
    }
}
