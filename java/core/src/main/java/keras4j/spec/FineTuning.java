package keras4j.spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.code.Program;
import keras4j.expr.CustomObject;
import keras4j.expr.Expr;
import keras4j.expr.HyperparameterExpr;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.PythonNames;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Fine-tuning of a fitted model: its trainable layers, its compile settings and its fit settings.
 *
 * <p>A value, like a {@link Spec}, with the same {@code learn_rate}, {@code fit_*} and {@code compile_*} arguments.
 * Arguments that are not set keep the values of the model's last compilation; the optimizer starts afresh.
 *
 * @param name the name of the new model
 * @param others whether the layers missing in {@code layers} are trainable; null to leave each as it is
 * @param layers layers of the model, and whether each is trainable
 * @param settings the arguments that were set, by name
 * @param seed the seed of all randomness in fitting; null to draw one
 * @see <a href="https://keras.io/guides/transfer_learning/">Transfer learning and fine-tuning</a>
 */
public record FineTuning(
        String name,
        @Nullable Boolean others,
        Map<String, Boolean> layers,
        Map<String, Expr> settings,
        @Nullable Long seed)
        implements FitSettings<FineTuning>, CompileSettings<FineTuning> {

    /**
     * Checks the arguments.
     *
     * @param name the name of the new model
     * @param others whether the layers missing in {@code layers} are trainable; null to leave each as it is
     * @param layers layers of the model, and whether each is trainable
     * @param settings the arguments that were set, by name
     * @param seed the seed of all randomness in fitting; null to draw one
     */
    public FineTuning {
        Preconditions.notNull("FineTuning", "name", name);
        Preconditions.entries("FineTuning", "settings", settings);
        PythonNames.check("fine-tuning", "name", name);
        layers = Preconditions.entries("FineTuning", "layers", layers);
        settings = SpecSettings.checked(name, ModelMode.CLASSIFIER, List.of(), settings);
        settings.forEach((argument, value) -> closed(name, argument, value));
        requireNoDTypePolicy(name, settings);
        CustomObject.in(name, settings.values());
        Seeds.check(name, seed);
    }

    private static void requireNoDTypePolicy(String name, Map<String, Expr> settings) {
        if (settings.containsKey(DTypePolicyArgument.NAME)) {
            throw new IllegalArgumentException(name + ": " + DTypePolicyArgument.NAME
                    + " must be left out, because the layers are there already, got "
                    + Quoted.cut(settings.get(DTypePolicyArgument.NAME)));
        }
    }

    private static void closed(String name, String argument, Expr value) {
        if (HyperparameterExpr.isIn(value)) {
            throw new IllegalArgumentException(
                    name + ": " + argument + " must be chosen already, got " + Quoted.cut(value));
        }
    }

    /**
     * {@return a fine-tuning that changes no setting}
     *
     * @param name the name of the new model
     */
    public static FineTuning of(String name) {
        Preconditions.notNull("FineTuning", "name", name);
        return new FineTuning(name, null, Map.of(), Map.of(), null);
    }

    /**
     * {@return a copy with frozen layers, whose weights stay the same to the bit}
     *
     * @param names the names of the layers
     */
    public FineTuning freeze(String... names) {
        Preconditions.notNull("FineTuning", "names", names);
        return learning(others, names, false);
    }

    /**
     * {@return a copy with trainable layers}
     *
     * @param names the names of the layers
     */
    public FineTuning unfreeze(String... names) {
        Preconditions.notNull("FineTuning", "names", names);
        return learning(others, names, true);
    }

    /**
     * {@return a copy in which all layers but the given ones are frozen}
     *
     * @param names the names of the trainable layers
     */
    public FineTuning freezeAllBut(String... names) {
        Preconditions.notNull("FineTuning", "names", names);
        return new FineTuning(name, false, Map.of(), settings, seed).unfreeze(names);
    }

    private FineTuning learning(@Nullable Boolean rest, String[] names, boolean learns) {
        Map<String, Boolean> more = new LinkedHashMap<>(layers);
        Stream.of(names).forEach(each -> more.put(each, learns));
        return new FineTuning(name, rest, more, settings, seed);
    }

    @Override
    public FineTuning with(String name, @Nullable Object value) {
        Preconditions.notNull("FineTuning", "name", name);
        Map<String, Expr> more = new LinkedHashMap<>(settings);
        more.put(name, Expr.of(value));
        return new FineTuning(this.name, others, layers, more, seed);
    }

    /**
     * {@return a copy with a seed}
     *
     * @param seed the seed, from 0 to 4294967295
     */
    public FineTuning seed(long seed) {
        return new FineTuning(name, others, layers, settings, seed);
    }

    /** {@return the custom objects in the settings} */
    public List<CustomObject> customObjects() {
        return CustomObject.in(name, settings.values());
    }

    /**
     * {@return whether each layer of a model is trainable; unchanged layers are absent}
     *
     * @param known the names of the model's layers
     * @throws IllegalArgumentException if a layer named here is not one of the model's
     */
    public Map<String, Boolean> learning(Collection<String> known) {
        Preconditions.notNull("FineTuning", "known", known);
        for (String layer : layers.keySet()) {
            if (!known.contains(layer)) {
                throw new IllegalArgumentException(
                        name + ": layer must be one of " + Quoted.cut(String.join(", ", known)) + ", got "
                                + Quoted.cut(layer) + NearestName.hint(layer, known));
            }
        }
        Map<String, Boolean> learning = new LinkedHashMap<>();
        for (String layer : known) {
            Boolean learns = layers.getOrDefault(layer, others);
            if (learns != null) {
                learning.put(layer, learns);
            }
        }
        return learning;
    }

    /**
     * {@return the program that fine-tunes a model}
     *
     * @param known the names of the model's layers
     * @param before the arguments of the model's last {@code compile}, by Keras' names; none if it was never
     *     compiled
     * @param levels the levels of each outcome, in order; none for a numeric outcome
     */
    public Program program(Collection<String> known, Map<String, Expr> before, List<List<String>> levels) {
        Preconditions.notNull("FineTuning", "known", known);
        Preconditions.notNull("FineTuning", "before", before);
        return FineTuningProgram.of(this, learning(known), before, levels);
    }

    /** Returns one line, such as {@code later: freeze conv_1, fit_epochs=3}. */
    @Override
    public String toString() {
        Stream<String> learning = Stream.concat(
                Stream.ofNullable(others).map(learns -> learns ? "unfreeze others" : "freeze others"),
                layers.entrySet().stream().map(each -> (each.getValue() ? "unfreeze " : "freeze ") + each.getKey()));
        Stream<String> set = settings.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
        return name + ": " + String.join(", ", Stream.concat(learning, set).toList());
    }
}
