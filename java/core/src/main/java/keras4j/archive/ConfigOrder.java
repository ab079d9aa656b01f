package keras4j.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the calls of a graph can be made one after another; a call is a layer's name and how often it was called before. */
final class ConfigOrder {
    private final Map<List<Object>, Set<List<Object>>> before = new HashMap<>();

    /** What a call needs: an empty set, to be filled. */
    Set<List<Object>> call(String layer, int at) {
        return before.computeIfAbsent(List.of(layer, at), key -> new HashSet<>());
    }

    /** Whether there is an order; what is no call is there from the beginning. */
    boolean exists() {
        Map<List<Object>, Integer> missing = new HashMap<>();
        Map<List<Object>, List<List<Object>>> after = new HashMap<>();
        Deque<List<Object>> ready = new ArrayDeque<>();
        before.forEach((call, needs) -> {
            List<List<Object>> calls =
                    needs.stream().filter(before::containsKey).toList();
            missing.put(call, calls.size());
            calls.forEach(need ->
                    after.computeIfAbsent(need, key -> new ArrayList<>()).add(call));
            if (calls.isEmpty()) {
                ready.add(call);
            }
        });
        int made = 0;
        while (!ready.isEmpty()) {
            made++;
            for (List<Object> next : after.getOrDefault(ready.remove(), List.of())) {
                if (missing.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        return made == before.size();
    }
}
