package keras4j.recipe;

import java.util.List;
import java.util.Objects;

/**
 * One column as a recipe sees it.
 *
 * @param name its name
 * @param kind what its cells are
 * @param role what it is for
 * @param levels the levels of a nominal column in their order, otherwise none
 */
public record Variable(String name, Kind kind, Role role, List<String> levels) {
    public Variable {
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(role);
        levels = List.copyOf(levels);
    }

    static Variable number(String name, Role role) {
        return new Variable(name, Kind.NUMBER, role, List.of());
    }

    static Variable nominal(String name, Role role, List<String> levels) {
        return new Variable(name, Kind.NOMINAL, role, levels);
    }

    Variable as(String other) {
        return new Variable(other, kind, role, levels);
    }

    Variable as(Role other) {
        return new Variable(name, kind, other, levels);
    }

    /** Whether its cells count as numbers. */
    boolean numeric() {
        return kind == Kind.NUMBER || kind == Kind.BOOLEAN;
    }

    @Override
    public String toString() {
        return name + ": " + kind + " " + role + (levels.isEmpty() ? "" : " " + levels);
    }
}
