package keras4j.recipe;

import java.util.List;
import java.util.Objects;
import keras4j.internal.text.Preconditions;

/**
 * Column of a recipe.
 *
 * @param name the name
 * @param kind the kind of its cells
 * @param role the role
 * @param levels the levels of a nominal column in order, otherwise none
 */
public record RecipeVariable(String name, Kind kind, Role role, List<String> levels) {
    /**
     * Creates a column description.
     *
     * @param name the name
     * @param kind the kind of its cells
     * @param role the role
     * @param levels the levels of a nominal column in order, otherwise none
     */
    public RecipeVariable {
        Preconditions.notNull("RecipeVariable", "name", name);
        Preconditions.notNull("RecipeVariable", "kind", kind);
        Preconditions.notNull("RecipeVariable", "role", role);
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(role);
        levels = Preconditions.items("RecipeVariable", "levels", levels);
    }

    static RecipeVariable number(String name, Role role) {
        return new RecipeVariable(name, Kind.NUMBER, role, List.of());
    }

    static RecipeVariable nominal(String name, Role role, List<String> levels) {
        return new RecipeVariable(name, Kind.NOMINAL, role, levels);
    }

    RecipeVariable as(String other) {
        return new RecipeVariable(other, kind, role, levels);
    }

    RecipeVariable as(Role other) {
        return new RecipeVariable(name, kind, other, levels);
    }

    /** Returns a nominal predictor as texts; any other column stays as it is. */
    RecipeVariable asText() {
        return kind == Kind.NOMINAL && role == Role.PREDICTOR
                ? new RecipeVariable(name, Kind.TEXT, role, List.of())
                : this;
    }

    /** Returns whether the cells count as numbers. */
    boolean numeric() {
        return kind == Kind.NUMBER || kind == Kind.BOOLEAN;
    }

    @Override
    public String toString() {
        return name + ": " + kind + " " + role + (levels.isEmpty() ? "" : " " + levels);
    }
}
