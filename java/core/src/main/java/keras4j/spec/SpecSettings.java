package keras4j.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.Choices;
import keras4j.expr.Expr;
import keras4j.expr.HyperparameterExpr;
import keras4j.expr.Literal;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueCheck;
import keras4j.internal.catalogue.CatalogueEntry;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Validator of the arguments that were set in a spec, with the values that follow from them. */
final class SpecSettings {
    private static final CatalogueCheck CHECK = new CatalogueCheck(Catalogue.keras());
    private static final List<String> DATA = List.of("fit_validation_data", "fit_sample_weight");

    /** Callbacks that set the learning rate. */
    private static final Set<String> RATE_SETTERS =
            Set.of("keras.callbacks.ReduceLROnPlateau", "keras.callbacks.LearningRateScheduler");

    private SpecSettings() {}

    /** Returns the settings in the order of the arguments, after a check of each. */
    static Map<String, Expr> checked(String spec, ModelMode mode, List<Block> blocks, Map<String, Expr> settings) {
        Map<String, ModelMode> heads = BlockStructureCheck.heads(mode, blocks);
        Map<String, ArgumentSlot> slots = GeneratedArguments.of(spec, heads, blocks, settings.keySet());
        for (String name : settings.keySet()) {
            known(spec, heads, slots, name);
        }
        Map<String, Expr> checked = new LinkedHashMap<>();
        for (ArgumentSlot slot : slots.values()) {
            Expr value = settings.get(slot.name());
            if (value != null) {
                closed(spec, slot.name(), value);
                checked.put(
                        slot.name(), PerOutputValues.checked(spec, heads.keySet(), slot, named(value, slot.name())));
            }
        }
        alternatives(checked.get("compile_optimizer")).forEach(optimizer -> oneRate(spec, checked, optimizer));
        noSchedule(spec, checked);
        blocks.forEach(block -> joins(spec, block, checked));
        return Collections.unmodifiableMap(checked);
    }

    private static void known(String spec, Map<String, ModelMode> heads, Map<String, ArgumentSlot> slots, String name) {
        if (!slots.containsKey(name)) {
            throw new IllegalArgumentException(spec + ": argument must be one of arguments(), got " + Quoted.cut(name)
                    + NearestName.hint(name, slots.keySet()));
        }
        if (DATA.contains(name)) {
            throw new IllegalArgumentException(spec + ": " + name
                    + " must come with the data, as in keras.fit(spec, examples), got it in the spec");
        }
        if (name.equals("fit_class_weight") && (heads.size() > 1 || heads.containsValue(ModelMode.REGRESSOR))) {
            throw new IllegalArgumentException(spec + ": fit_class_weight must be left out of "
                    + (heads.size() > 1
                            ? "a spec of several outputs, as Keras has it for one only, got one; weight the rows instead"
                            : "a regressor, got one"));
        }
    }

    /** Checks that a block that takes several blocks is neither repeated nor omitted. */
    private static void joins(String spec, Block block, Map<String, Expr> settings) {
        String counted = "num_" + (block.shares() == null ? block.name() : block.shares());
        Expr times = settings.getOrDefault(counted, Expr.of(1));
        if (block.from().size() > 1 && !times.equals(Expr.of(1))) {
            throw new IllegalArgumentException(spec + ": " + counted + " must be 1, as block " + block.name()
                    + " takes several blocks (" + String.join(", ", block.from()) + "), got " + Quoted.cut(times));
        }
        if (!block.outputs().isEmpty() && !times.equals(Expr.of(1))) {
            throw new IllegalArgumentException(spec + ": " + counted + " must be 1, as block " + block.name()
                    + " names further outputs (" + String.join(", ", block.outputs()) + "), got " + times);
        }
    }

    private static void closed(String spec, String name, Expr value) {
        value.rewrite(part -> {
            if (part instanceof Arg) {
                throw new IllegalArgumentException(spec + ": " + name
                        + " must be a value, since args are allowed in blocks only, got " + Quoted.cut(part));
            }
            return part;
        });
    }

    // The name of an optimizer becomes the call that Keras would make of it, to add a learning rate.
    private static Expr named(Expr value, String slot) {
        if (value instanceof HyperparameterExpr open && open.domain() instanceof Choices choices) {
            return open.over(new Choices(
                    choices.values().stream().map(each -> named(each, slot)).toList()));
        }
        boolean optimizer = slot.equals("compile_optimizer");
        return optimizer && value instanceof Literal literal && literal.value() instanceof String name
                ? optimizer(name).orElse(value)
                : value;
    }

    private static Optional<Expr> optimizer(String name) {
        return Catalogue.keras().entries().values().stream()
                .filter(entry ->
                        entry.kind().equals("optimizer") && entry.name().equalsIgnoreCase(name))
                .findFirst()
                .map(entry -> Call.of(entry.symbol()));
    }

    /** Returns the values that a setting may take. */
    private static List<Expr> alternatives(@Nullable Expr value) {
        if (value instanceof HyperparameterExpr open && open.domain() instanceof Choices choices) {
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
                    + " rate, got " + Quoted.cut(rate) + " and " + optimizer);
        }
    }

    /** Checks that no callback sets a learning rate that a schedule sets, which Keras finds out after the first epoch. */
    private static void noSchedule(String spec, Map<String, Expr> settings) {
        List<Call> setters = calls(settings.get("fit_callbacks"), RATE_SETTERS::contains);
        List<Call> schedules =
                calls(settings.get("compile_optimizer"), symbol -> symbol.startsWith("keras.optimizers.schedules."));
        if (!setters.isEmpty() && !schedules.isEmpty()) {
            throw new IllegalArgumentException(spec + ": fit_callbacks must leave the learning rate to the optimizer's"
                    + " schedule, got " + Quoted.cut(setters.get(0)) + " and " + Quoted.cut(schedules.get(0))
                    + "; give the optimizer a number, or leave the callback out");
        }
    }

    /** Returns the calls in an expression, those in open choices included, whose symbol is wanted. */
    private static List<Call> calls(@Nullable Expr value, Predicate<String> wanted) {
        List<Call> calls = new ArrayList<>();
        if (value != null) {
            value.rewrite(part -> {
                if (part instanceof Call call && wanted.test(call.symbol())) {
                    calls.add(call);
                } else if (part instanceof HyperparameterExpr open && open.domain() instanceof Choices choices) {
                    choices.values().forEach(each -> calls.addAll(calls(each, wanted)));
                }
                return part;
            });
        }
        return calls;
    }

    static Call optimizer(Map<String, Expr> settings) {
        @Nullable Expr rate = settings.get("learn_rate");
        if (!(settings.get("compile_optimizer") instanceof Call optimizer)) {
            return Call.of("keras.optimizers.Adam")
                    .with("learning_rate", rate == null ? GeneratedArguments.LEARN_RATE : rate);
        }
        return rate == null ? optimizer : CHECK.with(optimizer, "learning_rate", rate);
    }

    /** Returns the optimizer's own learning rate, explicit or Keras' default. */
    static Expr rate(Map<String, Expr> settings) {
        if (!(settings.get("compile_optimizer") instanceof Call optimizer)) {
            return Literal.NONE;
        }
        Expr own = optimizer.arguments().get("learning_rate");
        if (own != null || optimizer.source() != null) {
            return own == null ? Literal.NONE : own;
        }
        CatalogueEntry entry = Catalogue.keras().entry(optimizer.symbol());
        return entry.parameter("learning_rate").standard();
    }

    /** Returns the default metrics. */
    static Expr metrics(ModelMode mode) {
        return Expr.of(List.of(mode == ModelMode.CLASSIFIER ? "accuracy" : "mean_absolute_error"));
    }

    /** Returns the default loss. */
    static Expr loss(ModelMode mode, int numClasses) {
        if (mode == ModelMode.REGRESSOR) {
            return Expr.of("mean_squared_error");
        }
        return Expr.of(numClasses == 2 ? "binary_crossentropy" : "categorical_crossentropy");
    }
}
