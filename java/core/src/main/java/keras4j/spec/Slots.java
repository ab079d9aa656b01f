package keras4j.spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keras4j.catalogue.Catalogue;
import keras4j.catalogue.Entry;
import keras4j.catalogue.Parameter;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import org.jspecify.annotations.Nullable;

/** Generates the arguments of a spec: num_*, then each block's own, learn_rate, fit_*, compile_*, dtype_policy, laplace. */
final class Slots {
    static final Expr LEARN_RATE = Expr.of(0.01);

    /** The arguments of Keras' {@code fit} and {@code compile}, in kerasnip's order. */
    static final List<String> FIT = List.of(
            "batch_size",
            "epochs",
            "callbacks",
            "validation_split",
            "validation_data",
            "shuffle",
            "class_weight",
            "sample_weight",
            "initial_epoch",
            "steps_per_epoch",
            "validation_steps",
            "validation_batch_size",
            "validation_freq",
            "verbose");

    static final List<String> COMPILE = List.of(
            "optimizer",
            "loss",
            "metrics",
            "loss_weights",
            "weighted_metrics",
            "run_eagerly",
            "steps_per_execution",
            "jit_compile",
            "auto_scale_loss");

    private static final Pattern COPY = Pattern.compile("(\\w+)\\.([1-9]\\d{0,2})_(\\w+)");

    private final String spec;
    private final Map<String, Mode> heads;
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    private Slots(String spec, Map<String, Mode> heads) {
        this.spec = spec;
        this.heads = heads;
    }

    /** All arguments by name, in order; two of one name are an error. */
    static Map<String, Slot> of(String spec, Map<String, Mode> heads, List<Block> blocks, Collection<String> settings) {
        Slots slots = new Slots(spec, heads);
        blocks.stream().filter(block -> block.shares() == null).forEach(slots::count);
        blocks.forEach(block -> block.layers().forEach(layer -> slots.holes(block, layer)));
        settings.forEach(slots::copy);
        slots.add(new Slot(
                "learn_rate",
                "the optimizer",
                LEARN_RATE,
                List.of(Parameter.number("learn_rate", "double", LEARN_RATE, "[0, inf)")),
                null));
        slots.method("fit", FIT);
        slots.method("compile", COMPILE);
        slots.add(Policy.SLOT);
        slots.add(LastLayer.SLOT);
        return slots.slots;
    }

    private void count(Block block) {
        String name = "num_" + block.name();
        String accepted = block.role() == Block.Role.HIDDEN ? "[0, 1000]" : "[1, 1]";
        Expr one = Expr.of(1);
        add(new Slot(name, "block " + block.name(), one, List.of(Parameter.number(name, "int", one, accepted)), null));
    }

    /** An argument of one copy of a block, where one was set: {@code hidden.2_units}. */
    private void copy(String name) {
        Matcher copy = COPY.matcher(name);
        Slot all = copy.matches() ? slots.get(copy.group(1) + "_" + copy.group(3)) : null;
        if (all != null && all.copy() != null) {
            add(all.of(new Slot.Copy(copy.group(1), Integer.parseInt(copy.group(2))), name));
        }
    }

    private void holes(Block block, Call call) {
        Entry entry = Catalogue.keras().entry(call);
        call.arguments().forEach((name, value) -> hole(block, entry.parameter(name), value));
    }

    private void hole(Block block, Parameter parameter, Expr value) {
        if (value instanceof Arg arg) {
            hole(block, parameter, arg);
            hole(block, parameter, arg.standard());
        } else if (value instanceof Call nested) {
            holes(block, nested);
        }
    }

    private void hole(Block block, Parameter parameter, Arg arg) {
        String origin = "block " + block.name() + ", arg " + arg.name();
        Slot slot = new Slot(
                block.name() + "_" + arg.name(),
                origin,
                arg.standard(),
                List.of(parameter),
                new Slot.Copy(block.name(), 1));
        Slot before = slots.get(slot.name());
        if (before == null || !before.origin().equals(origin)) {
            add(slot);
        } else if (arg.standard().equals(before.standard())) {
            slots.put(slot.name(), before.alsoAt(parameter));
        } else {
            throw new IllegalArgumentException("block " + block.name() + ": arg " + arg.name()
                    + " must have one default, got " + before.standard() + " and " + arg.standard());
        }
    }

    private void method(String method, List<String> names) {
        Entry entry = Catalogue.keras().entry("keras.Model." + method);
        for (String name : names) {
            Parameter parameter = entry.parameter(name);
            add(new Slot(method + "_" + name, "Keras' " + method, standard(parameter), List.of(parameter), null));
        }
    }

    private @Nullable Expr standard(Parameter parameter) {
        return switch (parameter.name()) {
            case "verbose" -> Expr.of(0);
            case "optimizer" -> Call.of("keras.optimizers.Adam").with("learning_rate", LEARN_RATE);
            case "metrics" -> forEach(Settings::metrics);
            case "loss" -> heads.containsValue(Mode.CLASSIFIER) ? null : forEach(mode -> Settings.loss(mode, 0));
            default -> parameter.standard();
        };
    }

    /** What the only output has, or a map of what each has. */
    private Expr forEach(Function<Mode, Expr> standard) {
        Map<String, Expr> each = new LinkedHashMap<>();
        heads.forEach((output, mode) -> each.put(output, standard.apply(mode)));
        return each.size() == 1 ? each.values().iterator().next() : Expr.of(each);
    }

    private void add(Slot slot) {
        Slot before = slots.putIfAbsent(slot.name(), slot);
        if (before != null) {
            throw new IllegalArgumentException(spec + ": argument names must differ, got " + slot.name() + " from "
                    + before.origin() + " and from " + slot.origin());
        }
    }
}
