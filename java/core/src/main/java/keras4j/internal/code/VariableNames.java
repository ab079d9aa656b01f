package keras4j.internal.code;

import java.util.HashSet;
import java.util.Set;

/** Unique names of the variables of a Python function. */
final class VariableNames {
    private final Set<String> taken;

    /**
     * Creates names.
     *
     * @param taken the names that are already in use
     */
    VariableNames(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** Returns the wanted name, followed by {@code _} until it is neither taken nor a keyword. */
    String take(String wanted) {
        String name = wanted;
        while (PythonText.isKeyword(name) || !taken.add(name)) {
            name += "_";
        }
        return PythonText.identifier(name);
    }
}
