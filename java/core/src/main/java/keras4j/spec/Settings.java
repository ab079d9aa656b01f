package keras4j.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.catalogue.Catalogue;
import keras4j.catalogue.Check;
import keras4j.catalogue.Entry;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.Choices;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.expr.Open;
import keras4j.text.Nearest;
import org.jspecify.annotations.Nullable;

/** Checks the arguments that were set in a spec, and tells what follows from them. */
final class Settings {
    private static final Check CHECK = new Check(Catalogue.keras());
    private static final List<String> DATA = List.of("fit_validation_data", "fit_sample_weight");

    private Settings() {}

    /** The settings in the order of the arguments, each of them checked. */
    static Map<String, Expr> checked(String spec, Mode mode, List<Block> blocks, Map<String, Expr> settings) {
        Map<String, Mode> heads = Structure.heads(mode, blocks);
        Map<String, Slot> slots = Slots.of(spec, heads, blocks, settings.keySet());
        for (String name : settings.keySet()) {
            known(spec, heads, slots, name);
        }
        Map<String, Expr> checked = new LinkedHashMap<>();
        for (Slot slot : slots.values()) {
            Expr value = settings.get(slot.name());
            if (value != null) {
                closed(spec, slot.name(), value);
                checked.put(slot.name(), PerOutput.checked(spec, heads.keySet(), slot, named(value, slot.name())));
            }
        }
        alternatives(checked.get("compile_optimizer")).forEach(optimizer -> oneRate(spec, checked, optimizer));
        blocks.forEach(block -> joins(spec, block, checked));
        return Collections.unmodifiableMap(checked);
    }

    private static void known(String spec, Map<String, Mode> heads, Map<String, Slot> slots, String name) {
        if (!slots.containsKey(name)) {
            throw new IllegalArgumentException(
                    spec + ": argument must be one of arguments(), got " + name + Nearest.hint(name, slots.keySet()));
        }
        if (DATA.contains(name)) {
            throw new IllegalArgumentException(spec + ": " + name
                    + " must come with the data, as in keras.fit(spec, examples), got it in the spec");
        }
        if (name.equals("fit_class_weight") && (heads.size() > 1 || heads.containsValue(Mode.REGRESSOR))) {
            throw new IllegalArgumentException(spec + ": fit_class_weight must be left out of "
                    + (heads.size() > 1
                            ? "a spec of several outputs, as Keras has it for one only, got one; weight the rows instead"
                            : "a regressor, got one"));
        }
    }

    /** What takes several blocks can't be repeated on its own result, nor pass them all through. */
    private static void joins(String spec, Block block, Map<String, Expr> settings) {
        String counted = "num_" + (block.shares() == null ? block.name() : block.shares());
        Expr times = settings.getOrDefault(counted, Expr.of(1));
        if (block.from().size() > 1 && !times.equals(Expr.of(1))) {
            throw new IllegalArgumentException(spec + ": " + counted + " must be 1, as block " + block.name()
                    + " takes several blocks (" + String.join(", ", block.from()) + "), got " + times);
        }
    }

    private static void closed(String spec, String name, Expr value) {
        value.rewrite(part -> {
            if (part instanceof Arg) {
                throw new IllegalArgumentException(
                        spec + ": " + name + " must be a value, for an arg belongs in a block, got " + part);
            }
            return part;
        });
    }

    // An optimizer by its name becomes the call that Keras would make of it, so that a learning rate fits in.
    private static Expr named(Expr value, String slot) {
        if (value instanceof Open open && open.domain() instanceof Choices choices) {
            return open.over(new Choices(
                    choices.values().stream().map(each -> named(each, slot)).toList()));
        }
        if (slot.equals("compile_optimizer") && value instanceof Literal literal && literal.value() instanceof String) {
            for (Entry entry : Catalogue.keras().entries().values()) {
                if (entry.kind().equals("optimizer") && entry.name().equalsIgnoreCase((String) literal.value())) {
                    return Call.of(entry.symbol());
                }
            }
        }
        return value;
    }

    /** What a setting may become. */
    private static List<Expr> alternatives(@Nullable Expr value) {
        if (value instanceof Open open && open.domain() instanceof Choices choices) {
            return choices.values();
        }
        return value == null ? List.of() : List.of(value);
    }

    private static void oneRate(String spec, Map<String, Expr> settings, Expr chosen) {
        Expr rate = settings.get("learn_rate");
        if (rate != null
                && chosen instanceof Call optimizer
                && optimizer.arguments().containsKey("learning_rate")) {
            throw new IllegalArgumentException(spec + ": learn_rate must be left out where the optimizer has a learning"
                    + " rate, got " + rate + " and " + optimizer);
        }
    }

    static Call optimizer(Map<String, Expr> settings) {
        @Nullable Expr rate = settings.get("learn_rate");
        if (!(settings.get("compile_optimizer") instanceof Call optimizer)) {
            return Call.of("keras.optimizers.Adam").with("learning_rate", rate == null ? Slots.LEARN_RATE : rate);
        }
        return rate == null ? optimizer : CHECK.with(optimizer, "learning_rate", rate);
    }

    /** The learning rate that the optimizer has of itself: as it was written, or as Keras has it. */
    static Expr rate(Map<String, Expr> settings) {
        if (!(settings.get("compile_optimizer") instanceof Call optimizer)) {
            return Literal.NONE;
        }
        Expr own = optimizer.arguments().get("learning_rate");
        if (own != null || optimizer.source() != null) {
            return own == null ? Literal.NONE : own;
        }
        Entry entry = Catalogue.keras().entry(optimizer.symbol());
        return entry.parameter("learning_rate").standard();
    }

    /** The metrics where none were set. */
    static Expr metrics(Mode mode) {
        return Expr.of(List.of(mode == Mode.CLASSIFIER ? "accuracy" : "mean_absolute_error"));
    }

    /** The loss where none was set. */
    static Expr loss(Mode mode, int numClasses) {
        if (mode == Mode.REGRESSOR) {
            return Expr.of("mean_squared_error");
        }
        return Expr.of(numClasses == 2 ? "binary_crossentropy" : "categorical_crossentropy");
    }
}
