package keras4j.spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import keras4j.expr.Dict;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Compile setting of several outputs: one value for all of them, or a map by output. */
final class PerOutputValues {
    private static final Set<String> SETTINGS =
            Set.of("compile_loss", "compile_metrics", "compile_weighted_metrics", "compile_loss_weights");

    private final String spec;
    private final List<String> outputs;
    private final ArgumentSlot slot;

    private PerOutputValues(String spec, Collection<String> outputs, ArgumentSlot slot) {
        this.spec = spec;
        this.outputs = List.copyOf(outputs);
        this.slot = slot;
    }

    /** Returns the value after a check against each output that it is for. */
    static Expr checked(String spec, Collection<String> outputs, ArgumentSlot slot, Expr value) {
        boolean several = outputs.size() > 1 && concerns(slot.name());
        return several ? new PerOutputValues(spec, outputs, slot).checked(value) : slot.checked(spec, value);
    }

    /** Returns true if each of several outputs may have its own value of a setting. */
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
            throw new IllegalArgumentException(
                    spec + ": " + slot.name() + " must name outputs, which are " + String.join(", ", outputs) + ", got "
                            + Quoted.cut(name) + NearestName.hint(String.valueOf(name), outputs));
        }
        return key;
    }

    private boolean isWeights() {
        return slot.name().equals("compile_loss_weights");
    }

    // Keras declares loss weights as a list, so a single weight is checked as a list of one.
    private Expr own(Expr value) {
        return isWeights()
                ? ((ListExpr) slot.checked(spec, ListExpr.list(List.of(value))))
                        .items()
                        .get(0)
                : slot.checked(spec, value);
    }

    private Expr weights(Expr value) {
        Expr checked = slot.checked(spec, value);
        if (checked instanceof ListExpr items && items.items().size() != outputs.size()) {
            throw new IllegalArgumentException(spec + ": compile_loss_weights must be " + outputs.size()
                    + " numbers, one an output, or a map by output, got " + Quoted.cut(value));
        }
        return checked;
    }

    /** Returns one output's part of a setting; empty if the setting omits the output. */
    static Optional<Expr> of(String output, @Nullable Expr setting) {
        if (setting instanceof Dict dict) {
            return Optional.ofNullable(dict.entries().get(Expr.of(output)));
        }
        return Optional.ofNullable(setting);
    }

    /** Returns the weight of one output's loss: 1 if the setting omits it, since Keras requires all or none. */
    static Expr weight(List<String> outputs, String output, Expr setting) {
        return setting instanceof ListExpr items
                ? items.items().get(outputs.indexOf(output))
                : of(output, setting).orElse(Expr.of(1.0));
    }
}
