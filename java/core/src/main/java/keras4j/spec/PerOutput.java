package keras4j.spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import keras4j.expr.Dict;
import keras4j.expr.Expr;
import keras4j.expr.Items;
import keras4j.expr.Literal;
import keras4j.text.Nearest;
import org.jspecify.annotations.Nullable;

/** What several outputs are compiled with: one value for all of them, or a map by their names. */
final class PerOutput {
    private static final Set<String> SETTINGS =
            Set.of("compile_loss", "compile_metrics", "compile_weighted_metrics", "compile_loss_weights");

    private final String spec;
    private final List<String> outputs;
    private final Slot slot;

    private PerOutput(String spec, Collection<String> outputs, Slot slot) {
        this.spec = spec;
        this.outputs = List.copyOf(outputs);
        this.slot = slot;
    }

    /** The value, if it suits each output it is for; else an error in the name of the spec. */
    static Expr checked(String spec, Collection<String> outputs, Slot slot, Expr value) {
        boolean several = outputs.size() > 1 && concerns(slot.name());
        return several ? new PerOutput(spec, outputs, slot).checked(value) : slot.checked(spec, value);
    }

    /** Whether each of several outputs may have a setting for itself. */
    static boolean concerns(String setting) {
        return SETTINGS.contains(setting);
    }

    private Expr checked(Expr value) {
        if (value instanceof Dict dict) {
            Map<Expr, Expr> checked = new LinkedHashMap<>();
            dict.entries().forEach((output, own) -> checked.put(output(output), own(own)));
            return new Dict(checked);
        }
        return isWeights() ? weights(value) : slot.checked(spec, value);
    }

    private Expr output(Expr key) {
        Object name = key instanceof Literal literal ? literal.value() : null;
        if (!(name instanceof String text && outputs.contains(text))) {
            throw new IllegalArgumentException(spec + ": " + slot.name() + " must name outputs, which are "
                    + String.join(", ", outputs) + ", got " + name + Nearest.hint(String.valueOf(name), outputs));
        }
        return key;
    }

    private boolean isWeights() {
        return slot.name().equals("compile_loss_weights");
    }

    // Keras' own word for the weights of losses is a list of them, so one is checked as such a list.
    private Expr own(Expr value) {
        return isWeights()
                ? ((Items) slot.checked(spec, Items.list(List.of(value))))
                        .items()
                        .get(0)
                : slot.checked(spec, value);
    }

    private Expr weights(Expr value) {
        Expr checked = slot.checked(spec, value);
        if (checked instanceof Items items && items.items().size() != outputs.size()) {
            throw new IllegalArgumentException(spec + ": compile_loss_weights must be " + outputs.size()
                    + " numbers, one an output, or a map by output, got " + value);
        }
        return checked;
    }

    /** What one output of several has of a setting; empty where the setting leaves it out. */
    static Optional<Expr> of(String output, @Nullable Expr setting) {
        if (setting instanceof Dict dict) {
            return Optional.ofNullable(dict.entries().get(Expr.of(output)));
        }
        return Optional.ofNullable(setting);
    }

    /** The weight of one output's loss: 1 where the setting leaves it out, for Keras wants all or none. */
    static Expr weight(List<String> outputs, String output, Expr setting) {
        return setting instanceof Items items
                ? items.items().get(outputs.indexOf(output))
                : of(output, setting).orElse(Expr.of(1.0));
    }
}
