package keras4j.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.catalogue.Catalogue;
import keras4j.catalogue.Check;
import keras4j.catalogue.Entry;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.text.Nearest;
import org.jspecify.annotations.Nullable;

/** Checks the arguments that were set in a spec, and tells what follows from them. */
final class Settings {
    private static final Check CHECK = new Check(Catalogue.keras());
    private static final List<String> DATA = List.of("fit_validation_data", "fit_sample_weight");

    private Settings() {}

    /** The settings in the order of the arguments, each of them checked. */
    static Map<String, Expr> checked(String spec, Mode mode, List<Block> blocks, Map<String, Expr> settings) {
        Map<String, Slot> slots = Slots.of(spec, mode, blocks);
        for (String name : settings.keySet()) {
            known(spec, mode, slots, name);
        }
        Map<String, Expr> checked = new LinkedHashMap<>();
        for (Slot slot : slots.values()) {
            Expr value = settings.get(slot.name());
            if (value != null) {
                closed(spec, slot.name(), value);
                checked.put(slot.name(), slot.checked(spec, named(value, slot.name())));
            }
        }
        oneRate(spec, checked);
        return Collections.unmodifiableMap(checked);
    }

    private static void known(String spec, Mode mode, Map<String, Slot> slots, String name) {
        if (!slots.containsKey(name)) {
            throw new IllegalArgumentException(
                    spec + ": argument must be one of arguments(), got " + name + Nearest.hint(name, slots.keySet()));
        }
        if (DATA.contains(name)) {
            throw new IllegalArgumentException(spec + ": " + name
                    + " must come with the data, as in keras.fit(spec, examples), got it in the spec");
        }
        if (name.equals("fit_class_weight") && mode == Mode.REGRESSOR) {
            throw new IllegalArgumentException(spec + ": fit_class_weight must be left out of a regressor, got one");
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
        if (slot.equals("compile_optimizer") && value instanceof Literal literal && literal.value() instanceof String) {
            for (Entry entry : Catalogue.keras().entries().values()) {
                if (entry.kind().equals("optimizer") && entry.name().equalsIgnoreCase((String) literal.value())) {
                    return Call.of(entry.symbol());
                }
            }
        }
        return value;
    }

    private static void oneRate(String spec, Map<String, Expr> settings) {
        Expr rate = settings.get("learn_rate");
        if (rate != null
                && settings.get("compile_optimizer") instanceof Call optimizer
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
        Call optimizer = (Call) Objects.requireNonNull(settings.get("compile_optimizer"));
        Expr own = optimizer.arguments().get("learning_rate");
        if (own != null || optimizer.source() != null) {
            return own == null ? Literal.NONE : own;
        }
        Entry entry = Catalogue.keras().entry(optimizer.symbol());
        return entry.parameter("learning_rate").standard();
    }

    /** The loss where none was set. */
    static Expr loss(Mode mode, int numClasses) {
        if (mode == Mode.REGRESSOR) {
            return Expr.of("mean_squared_error");
        }
        return Expr.of(numClasses == 2 ? "binary_crossentropy" : "categorical_crossentropy");
    }
}
