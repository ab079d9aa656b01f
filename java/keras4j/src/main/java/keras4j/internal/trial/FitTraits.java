package keras4j.internal.trial;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keras4j.expr.Call;
import keras4j.expr.Choices;
import keras4j.expr.Expr;
import keras4j.expr.HyperparameterExpr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.session.CallbackFolders;
import keras4j.spec.DTypePolicy;
import keras4j.spec.Spec;

/**
 * Properties of the fits of a spec that decide how trials can be combined, for any choice of its hyperparameters.
 *
 * @param spec a spec without the callbacks that trials leave out
 */
record FitTraits(Spec spec) {
    private static final Set<Expr> NOTHING = Set.of(Literal.NONE, ListExpr.list(List.of()));
    private static final Pattern CONVOLUTION = Pattern.compile("keras\\.(applications\\..*|layers\\..*Conv.*)");
    private static final String OPTIMIZERS = "keras.optimizers.";
    /** Callbacks that do not change how the weights after a few epochs depend on the total number of epochs. */
    private static final Set<String> PASSING = Set.of(
            "keras.callbacks.EarlyStopping", "keras.callbacks.ReduceLROnPlateau", "keras.callbacks.TerminateOnNaN");
    /** Settings of {@code fit} that batched trainings may have. */
    private static final Set<String> USUAL = Set.of(
            "fit_batch_size", "fit_class_weight", "fit_epochs", "fit_shuffle", "fit_validation_split", "fit_verbose");

    static FitTraits of(Spec spec) {
        return new FitTraits(CallbackFolders.without(spec));
    }

    /** Returns whether a fit of many epochs passes through the results of fits with fewer epochs. */
    boolean passes() {
        return !averages()
                && setting("fit_initial_epoch").allMatch(NOTHING::contains)
                && calls("fit_callbacks").allMatch(call -> PASSING.contains(call.symbol()) && !restores(call))
                && calls("compile_optimizer").allMatch(call -> call.source() == null);
    }

    /**
     * Returns whether a network convolves: on a CPU, batched training of such networks is slower than sequential
     * training.
     */
    boolean convolves() {
        return spec.blocks().stream()
                .flatMap(block -> block.layers().stream())
                .flatMap(FitTraits::calls)
                .anyMatch(layer -> CONVOLUTION.matcher(layer.symbol()).matches());
    }

    /** Returns whether a fit has no further features, and an optimizer of Keras whose rate is a number. */
    boolean isPlain() {
        return !averages()
                && spec.settings().entrySet().stream().allMatch(FitTraits::isUsual)
                && setting("compile_run_eagerly").allMatch(Expr.of(false)::equals)
                && setting("dtype_policy").noneMatch(Expr.of(DTypePolicy.MIXED_FLOAT16.toString())::equals)
                && calls("compile_optimizer").allMatch(FitTraits::isSimple);
    }

    private static boolean isUsual(Map.Entry<String, Expr> setting) {
        return !setting.getKey().startsWith("fit_")
                || USUAL.contains(setting.getKey())
                || values(setting.getValue()).allMatch(NOTHING::contains);
    }

    private static boolean isSimple(Call call) {
        return call.symbol().startsWith(OPTIMIZERS)
                && !call.symbol().startsWith(OPTIMIZERS + "schedules.")
                && !call.name().equals("LossScaleOptimizer");
    }

    private static boolean restores(Call callback) {
        return isOn(callback, "restore_best_weights");
    }

    private boolean averages() {
        return calls("compile_optimizer").anyMatch(call -> isOn(call, "use_ema"));
    }

    /** Returns whether an argument may be anything but false. */
    private static boolean isOn(Call call, String argument) {
        return !call.arguments().getOrDefault(argument, Expr.of(false)).equals(Expr.of(false));
    }

    /** Returns the possible values of a setting; none if it is not set. */
    private Stream<Expr> setting(String name) {
        return Stream.ofNullable(spec.settings().get(name)).flatMap(FitTraits::values);
    }

    private static Stream<Expr> values(Expr value) {
        return value instanceof HyperparameterExpr open && open.domain() instanceof Choices
                ? choices(open)
                : Stream.of(value);
    }

    /** Returns the choices of a hyperparameter; none for a numeric range. */
    private static Stream<Expr> choices(HyperparameterExpr open) {
        return open.domain() instanceof Choices choices ? choices.values().stream() : Stream.empty();
    }

    /** Returns the objects that may occur anywhere in a setting. */
    private Stream<Call> calls(String name) {
        return setting(name).flatMap(FitTraits::calls);
    }

    private static Stream<Call> calls(Expr value) {
        Stream.Builder<Call> found = Stream.builder();
        value.rewrite(part -> {
            if (part instanceof Call call) {
                found.add(call);
            }
            return part;
        });
        return Stream.concat(
                found.build(),
                HyperparameterExpr.in(value).stream()
                        .flatMap(FitTraits::choices)
                        .flatMap(FitTraits::calls));
    }
}
