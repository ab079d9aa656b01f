package keras4j.spec;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import keras4j.expr.Expr;
import keras4j.text.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a spec, in order: num_*, those of the blocks, learn_rate, fit_*, compile_*.
 *
 * @param all the arguments
 */
public record Arguments(List<Argument> all) {
    public Arguments {
        all = List.copyOf(all);
    }

    static Arguments of(Collection<Slot> slots, Map<String, Expr> settings) {
        return new Arguments(slots.stream()
                .map(slot -> new Argument(
                        slot.name(),
                        Optional.ofNullable(standard(slot, settings)),
                        Optional.ofNullable(settings.get(slot.name()))))
                .toList());
    }

    private static @Nullable Expr standard(Slot slot, Map<String, Expr> settings) {
        boolean chosen = settings.containsKey("compile_optimizer");
        if (slot.name().equals("learn_rate") && chosen) {
            return Settings.rate(settings);
        }
        return slot.name().equals("compile_optimizer") && !chosen ? Settings.optimizer(settings) : slot.standard();
    }

    /** The names, in order. */
    public List<String> names() {
        return all.stream().map(Argument::name).toList();
    }

    /** One argument by its name; an unknown one is an error with the nearest right name. */
    public Argument named(String name) {
        return all.stream()
                .filter(argument -> argument.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "arguments: name must be one of the spec's, got " + name + Nearest.hint(name, names())));
    }

    /** One argument a line, the values below each other. */
    @Override
    public String toString() {
        int width = names().stream().mapToInt(String::length).max().orElse(1);
        return all.stream()
                .map(each -> String.format(Locale.ROOT, "%-" + width + "s  %s", each.name(), each.shown()))
                .collect(Collectors.joining("\n"));
    }
}
