package keras4j.internal.kerasfile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Topological order of the calls of a graph; a call is a layer's name and the number of its earlier calls. */
final class TopologicalOrder {
    private final Map<List<Object>, Set<List<Object>>> before = new HashMap<>();

    /** Returns the set of calls that a call depends on, to be filled by the caller. */
    Set<List<Object>> call(String layer, int at) {
        return before.computeIfAbsent(List.of(layer, at), key -> new HashSet<>());
    }

    /** Returns whether there is an order; dependencies that are not calls are available from the beginning. */
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
