package keras4j.code;

import java.util.HashSet;
import java.util.Set;

/** Names for the variables of a Python function, each of them once. */
final class Variables {
    private final Set<String> taken;

    /** @param taken the names that are there already */
    Variables(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** The wanted name, with {@code _} behind it until it is neither taken nor a keyword. */
    String take(String wanted) {
        String name = wanted;
        while (PythonText.isKeyword(name) || !taken.add(name)) {
            name += "_";
        }
        return PythonText.identifier(name);
    }
}
