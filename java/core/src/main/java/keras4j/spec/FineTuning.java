package keras4j.spec;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.code.Program;
import keras4j.expr.CustomObject;
import keras4j.expr.Expr;
import keras4j.expr.Names;
import keras4j.expr.Open;
import keras4j.text.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * How a fitted model is trained further: which of its layers learn, how it is compiled, how it is fitted.
 *
 * <p>A value, as a {@link Spec} is, with the same {@code learn_rate}, {@code fit_*} and {@code compile_*} arguments. What is
 * not set is as the model was compiled before; the optimizer starts afresh.
 *
 * @param name the name of the model that comes of it
 * @param others whether the layers that {@code layers} doesn't name learn; null to leave each as it is
 * @param layers layers of the model, and whether each learns
 * @param settings the arguments that were set, by name
 * @param seed the seed of everything random in fitting; null to have one drawn
 * @see <a href="https://keras.io/guides/transfer_learning/">Transfer learning and fine-tuning</a>
 */
public record FineTuning(
        String name,
        @Nullable Boolean others,
        Map<String, Boolean> layers,
        Map<String, Expr> settings,
        @Nullable Long seed)
        implements FitSettings<FineTuning>, CompileSettings<FineTuning> {

    public FineTuning {
        Names.check("fine-tuning", "name", name);
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
        settings = Settings.checked(name, Mode.CLASSIFIER, List.of(), settings);
        settings.forEach((argument, value) -> closed(name, argument, value));
        if (settings.containsKey(Policy.NAME)) {
            throw new IllegalArgumentException(name + ": " + Policy.NAME
                    + " must be left out, because the layers are there already, got " + settings.get(Policy.NAME));
        }
        CustomObject.in(name, settings.values());
        Seeds.check(name, seed);
    }

    private static void closed(String name, String argument, Expr value) {
        if (Open.isIn(value)) {
            throw new IllegalArgumentException(name + ": " + argument + " must be chosen already, got " + value);
        }
    }

    /** Training further with everything as it was. */
    public static FineTuning of(String name) {
        return new FineTuning(name, null, Map.of(), Map.of(), null);
    }

    /** The same with layers that don't learn: their weights stay as they are, to the bit. */
    public FineTuning freeze(String... names) {
        return learning(others, names, false);
    }

    /** The same with layers that learn, whatever they did before. */
    public FineTuning unfreeze(String... names) {
        return learning(others, names, true);
    }

    /** The same with no layers that learn but the given ones. */
    public FineTuning freezeAllBut(String... names) {
        return new FineTuning(name, false, Map.of(), settings, seed).unfreeze(names);
    }

    private FineTuning learning(@Nullable Boolean rest, String[] names, boolean learns) {
        Map<String, Boolean> more = new LinkedHashMap<>(layers);
        Stream.of(names).forEach(each -> more.put(each, learns));
        return new FineTuning(name, rest, more, settings, seed);
    }

    @Override
    public FineTuning with(String name, @Nullable Object value) {
        Map<String, Expr> more = new LinkedHashMap<>(settings);
        more.put(name, Expr.of(value));
        return new FineTuning(this.name, others, layers, more, seed);
    }

    /** The same with a seed, from 0 to 4294967295. */
    public FineTuning seed(long seed) {
        return new FineTuning(name, others, layers, settings, seed);
    }

    /** The custom objects in the settings. */
    public List<CustomObject> customObjects() {
        return CustomObject.in(name, settings.values());
    }

    /**
     * Whether each layer of a model is told to learn; layers that are left as they are, are not there.
     *
     * @param known the names of the model's layers
     * @throws IllegalArgumentException a layer that is named here is not one of the model's
     */
    public Map<String, Boolean> learning(Collection<String> known) {
        for (String layer : layers.keySet()) {
            if (!known.contains(layer)) {
                throw new IllegalArgumentException(name + ": layer must be one of " + String.join(", ", known)
                        + ", got " + layer + Nearest.hint(layer, known));
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
     * The program of this on a model.
     *
     * @param known the names of the model's layers
     * @param before the arguments of {@code compile} that the model had, by Keras' names; none if it was never compiled
     * @param levels for each outcome its levels, in order; none where it is numbers
     */
    public Program program(Collection<String> known, Map<String, Expr> before, List<List<String>> levels) {
        return FineTuningProgram.of(this, learning(known), before, levels);
    }

    /** One line: {@code later: freeze conv_1, fit_epochs=3}. */
    @Override
    public String toString() {
        Stream<String> learning = Stream.concat(
                Stream.ofNullable(others).map(learns -> learns ? "unfreeze others" : "freeze others"),
                layers.entrySet().stream().map(each -> (each.getValue() ? "unfreeze " : "freeze ") + each.getKey()));
        Stream<String> set = settings.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
        return name + ": " + String.join(", ", Stream.concat(learning, set).toList());
    }
}
