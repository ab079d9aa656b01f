package keras4j.spec;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import keras4j.expr.Expr;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of a spec, in order: num_*, those of the blocks, learn_rate, fit_*, compile_*.
 *
 * @param all the arguments
 */
public record Arguments(List<Argument> all) {
    /**
     * Copies the arguments.
     *
     * @param all the arguments
     */
    public Arguments {
        all = Preconditions.items("Arguments", "all", all);
    }

    static Arguments of(Collection<ArgumentSlot> slots, Map<String, Expr> settings) {
        return new Arguments(slots.stream()
                .map(slot -> new Argument(
                        slot.name(),
                        Optional.ofNullable(standard(slot, settings)),
                        Optional.ofNullable(settings.get(slot.name()))))
                .toList());
    }

    private static @Nullable Expr standard(ArgumentSlot slot, Map<String, Expr> settings) {
        boolean chosen = settings.containsKey("compile_optimizer");
        if (slot.name().equals("learn_rate") && chosen) {
            return SpecSettings.rate(settings);
        }
        return slot.name().equals("compile_optimizer") && !chosen ? SpecSettings.optimizer(settings) : slot.standard();
    }

    /** {@return the names, in order} */
    public List<String> names() {
        return all.stream().map(Argument::name).toList();
    }

    /**
     * {@return an argument}
     *
     * @param name its name; the error for an unknown name suggests the nearest one
     */
    public Argument named(String name) {
        Preconditions.notNull("Arguments", "name", name);
        return all.stream()
                .filter(argument -> argument.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("arguments: name must be one of the spec's, got "
                        + Quoted.cut(name) + NearestName.hint(name, names())));
    }

    /** Returns one line per argument, with the values aligned. */
    @Override
    public String toString() {
        int width = names().stream().mapToInt(String::length).max().orElse(1);
        return all.stream()
                .map(each -> String.format(Locale.ROOT, "%-" + width + "s  %s", each.name(), each.shown()))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Argument of a spec.
     *
     * @param name its name, such as {@code hidden_1_units}
     * @param standard the default; empty if it depends on the data
     * @param set the value that was set, if any
     */
    public record Argument(String name, Optional<Expr> standard, Optional<Expr> set) {
        /**
         * Checks the components.
         *
         * @param name its name, such as {@code hidden_1_units}
         * @param standard the default; empty if it depends on the data
         * @param set the value that was set, if any
         */
        public Argument {
            Preconditions.notNull("Argument", "name", name);
            Preconditions.notNull("Argument", "standard", standard);
            Preconditions.notNull("Argument", "set", set);
        }

        /** {@return the value that was set, or else the default; empty if that depends on the data} */
        public Optional<Expr> value() {
            return set.or(() -> standard);
        }

        /** Returns the name, the value and a different default, as in {@code hidden_1_units=256 (default 128)}. */
        @Override
        public String toString() {
            return name + "=" + shown();
        }

        String shown() {
            String usual = standard.map(Expr::toString).orElse("by the number of classes");
            return set.isEmpty() || set.equals(standard) ? usual : set.get() + " (default " + usual + ")";
        }
    }
}
