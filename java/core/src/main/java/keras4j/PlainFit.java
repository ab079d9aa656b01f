package keras4j;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keras4j.expr.Call;
import keras4j.expr.Choices;
import keras4j.expr.Expr;
import keras4j.expr.Items;
import keras4j.expr.Literal;
import keras4j.expr.Open;
import keras4j.spec.DTypePolicy;
import keras4j.spec.Spec;

/**
 * What the fits of a spec do beside training for a number of epochs, whatever will be chosen for what is open.
 *
 * @param spec a spec without the callbacks that trials do without
 */
record PlainFit(Spec spec) {
    private static final Set<Expr> NOTHING = Set.of(Literal.NONE, Items.list(List.of()));
    private static final Pattern CONVOLUTION = Pattern.compile("keras\\.(applications\\..*|layers\\..*Conv.*)");
    private static final String OPTIMIZERS = "keras.optimizers.";
    /** Callbacks that leave the weights of a fit of many epochs what those of fewer would be. */
    private static final Set<String> PASSING = Set.of(
            "keras.callbacks.EarlyStopping", "keras.callbacks.ReduceLROnPlateau", "keras.callbacks.TerminateOnNaN");
    /** Settings of {@code fit} that trainings which are done as one may have. */
    private static final Set<String> USUAL = Set.of(
            "fit_batch_size", "fit_class_weight", "fit_epochs", "fit_shuffle", "fit_validation_split", "fit_verbose");

    static PlainFit of(Spec spec) {
        return new PlainFit(CallbackFolders.without(spec));
    }

    /** Whether a fit of many epochs is on its way what one of fewer epochs is at its end. */
    boolean passes() {
        return !averages()
                && setting("fit_initial_epoch").allMatch(NOTHING::contains)
                && calls("fit_callbacks").allMatch(call -> PASSING.contains(call.symbol()) && !restores(call))
                && calls("compile_optimizer").allMatch(call -> call.source() == null);
    }

    /** Whether a network convolves: on a CPU several of these as one take longer than one after another. */
    boolean convolves() {
        return spec.blocks().stream()
                .flatMap(block -> block.layers().stream())
                .flatMap(PlainFit::calls)
                .anyMatch(layer -> CONVOLUTION.matcher(layer.symbol()).matches());
    }

    /** Whether a fit does nothing else, with an optimizer of Keras whose rate is a number. */
    boolean isPlain() {
        return !averages()
                && spec.settings().entrySet().stream().allMatch(PlainFit::isUsual)
                && setting("compile_run_eagerly").allMatch(Expr.of(false)::equals)
                && setting("dtype_policy").noneMatch(Expr.of(DTypePolicy.MIXED_FLOAT16.toString())::equals)
                && calls("compile_optimizer").allMatch(PlainFit::isSimple);
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

    /** Whether an argument may be anything but false. */
    private static boolean isOn(Call call, String argument) {
        return !call.arguments().getOrDefault(argument, Expr.of(false)).equals(Expr.of(false));
    }

    /** What a setting may be; nothing where it is not set. */
    private Stream<Expr> setting(String name) {
        return Stream.ofNullable(spec.settings().get(name)).flatMap(PlainFit::values);
    }

    private static Stream<Expr> values(Expr value) {
        return value instanceof Open open && open.domain() instanceof Choices ? choices(open) : Stream.of(value);
    }

    /** None where any number of a range may be chosen. */
    private static Stream<Expr> choices(Open open) {
        return open.domain() instanceof Choices choices ? choices.values().stream() : Stream.empty();
    }

    /** The objects that may stand anywhere in a setting. */
    private Stream<Call> calls(String name) {
        return setting(name).flatMap(PlainFit::calls);
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
                Open.in(value).stream().flatMap(PlainFit::choices).flatMap(PlainFit::calls));
    }
}
