package keras4j.spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueEntry;
import keras4j.internal.catalogue.CatalogueParameter;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Generator of a spec's arguments: num_*, then each block's own, learn_rate, fit_*, compile_*, dtype_policy, laplace, max_length.
 */
final class GeneratedArguments {
    static final Expr LEARN_RATE = Expr.of(0.01);

    /** Arguments of Keras' {@code fit} and {@code compile}, in the order of kerasnip. */
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
    private final Map<String, ModelMode> heads;
    private final Map<String, ArgumentSlot> slots = new LinkedHashMap<>();

    private GeneratedArguments(String spec, Map<String, ModelMode> heads) {
        this.spec = spec;
        this.heads = heads;
    }

    /** Returns all arguments by name, in order; two of one name are an error. */
    static Map<String, ArgumentSlot> of(
            String spec, Map<String, ModelMode> heads, List<Block> blocks, Collection<String> settings) {
        GeneratedArguments slots = new GeneratedArguments(spec, heads);
        blocks.stream().filter(block -> block.shares() == null).forEach(slots::count);
        blocks.forEach(block -> block.layers().forEach(layer -> slots.holes(block, layer)));
        blocks.forEach(block -> slots.called(block, BlockStructureCheck.origin(blocks, block)));
        settings.forEach(slots::copy);
        slots.add(new ArgumentSlot(
                "learn_rate",
                "the optimizer",
                LEARN_RATE,
                List.of(CatalogueParameter.number("learn_rate", "double", LEARN_RATE, "[0, inf)")),
                null));
        slots.method("fit", FIT);
        slots.method("compile", COMPILE);
        slots.add(DTypePolicyArgument.SLOT);
        slots.add(LastLayer.SLOT);
        if (VaryingSizes.anyIn(blocks)) {
            slots.add(VaryingSizes.SLOT);
        }
        return slots.slots;
    }

    private void count(Block block) {
        String name = "num_" + block.name();
        String accepted = block.role() == Block.Role.HIDDEN ? "[0, 1000]" : "[1, 1]";
        Expr one = Expr.of(1);
        add(new ArgumentSlot(
                name,
                "block " + block.name(),
                one,
                List.of(CatalogueParameter.number(name, "int", one, accepted)),
                null));
    }

    /** Returns an argument that was set for one copy of a block, as in {@code hidden.2_units}. */
    private void copy(String name) {
        Matcher copy = COPY.matcher(name);
        ArgumentSlot all = copy.matches() ? slots.get(copy.group(1) + "_" + copy.group(3)) : null;
        if (all != null && all.copy() != null) {
            add(all.of(new ArgumentSlot.Copy(copy.group(1), Integer.parseInt(copy.group(2))), name));
        }
    }

    private void holes(Block block, Call call) {
        CatalogueEntry entry = Catalogue.keras().entry(call);
        call.arguments().forEach((name, value) -> hole(block, entry.parameter(name), value));
    }

    /** Adds the args among call arguments; a shared block has those of the block that it shares. */
    private void called(Block block, Block origin) {
        block.call().forEach((name, value) -> {
            Call layer = origin.layers().get(0);
            hole(origin, CallArguments.parameter(block.name(), layer, name), value);
        });
    }

    private void hole(Block block, CatalogueParameter parameter, Expr value) {
        if (value instanceof Arg arg) {
            hole(block, parameter, arg);
            hole(block, parameter, arg.standard());
        } else if (value instanceof Call nested) {
            holes(block, nested);
        }
    }

    private void hole(Block block, CatalogueParameter parameter, Arg arg) {
        String origin = "block " + block.name() + ", arg " + arg.name();
        ArgumentSlot slot = new ArgumentSlot(
                block.name() + "_" + arg.name(),
                origin,
                arg.standard(),
                List.of(parameter),
                new ArgumentSlot.Copy(block.name(), 1));
        ArgumentSlot before = slots.get(slot.name());
        if (before == null || !before.origin().equals(origin)) {
            add(slot);
        } else if (arg.standard().equals(before.standard())) {
            slots.put(slot.name(), before.alsoAt(parameter));
        } else {
            throw new IllegalArgumentException("block " + block.name() + ": arg " + arg.name()
                    + " must have one default, got " + Quoted.cut(before.standard()) + " and " + arg.standard());
        }
    }

    private void method(String method, List<String> names) {
        CatalogueEntry entry = Catalogue.keras().entry("keras.Model." + method);
        for (String name : names) {
            CatalogueParameter parameter = entry.parameter(name);
            add(new ArgumentSlot(
                    method + "_" + name, "Keras' " + method, standard(parameter), List.of(parameter), null));
        }
    }

    private @Nullable Expr standard(CatalogueParameter parameter) {
        return switch (parameter.name()) {
            case "verbose" -> Expr.of(0);
            case "optimizer" -> Call.of("keras.optimizers.Adam").with("learning_rate", LEARN_RATE);
            case "metrics" -> forEach(SpecSettings::metrics);
            case "loss" ->
                heads.containsValue(ModelMode.CLASSIFIER) ? null : forEach(mode -> SpecSettings.loss(mode, 0));
            default -> parameter.standard();
        };
    }

    /** Returns the default of the only output, or a map of each output's default. */
    private Expr forEach(Function<ModelMode, Expr> standard) {
        Map<String, Expr> each = new LinkedHashMap<>();
        heads.forEach((output, mode) -> each.put(output, standard.apply(mode)));
        return each.size() == 1 ? each.values().iterator().next() : Expr.of(each);
    }

    private void add(ArgumentSlot slot) {
        ArgumentSlot before = slots.putIfAbsent(slot.name(), slot);
        if (before != null) {
            throw new IllegalArgumentException(spec + ": argument names must differ, got " + Quoted.cut(slot.name())
                    + " from " + before.origin() + " and from " + slot.origin());
        }
    }
}
