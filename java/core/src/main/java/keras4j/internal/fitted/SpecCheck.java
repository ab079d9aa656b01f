package keras4j.internal.fitted;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueParameter;
import keras4j.internal.kerasfile.KerasConfig;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/** Check that the spec of an archive is that of its model: the names and classes of its layers, and their numbers. */
final class SpecCheck {
    private static final String LAYERS = "keras.layers.";
    private static final String OPERATIONS = "keras.src.ops.";
    private static final double TOLERANCE = 1e-6;
    /** Arguments that Keras writes in another form when it builds a layer. */
    private static final Set<String> NORMALIZED = Set.of("axis", "groups", "seed");

    private SpecCheck() {}

    static void check(FittedModel fitted, KerasConfig model) {
        Spec spec = fitted.origin().spec();
        if (spec == null) {
            return;
        }
        Set<String> names = new TreeSet<>(fitted.program().layers().keySet());
        same("layers of the spec must be those of the model", layers(model), names);
        Map<String, Call> layers = model.layers();
        int epochs = spec.settings().get("fit_epochs") instanceof Literal set && set.value() instanceof Number count
                ? count.intValue()
                : 1;
        int trained = fitted.history().epochs();
        ArchiveConsistency.require(
                trained <= epochs, "history must have at most the epochs of the spec, " + epochs, trained);
        spec.layers().forEach((name, call) -> layer(name, call, Objects.requireNonNull(layers.get(name))));
    }

    /** Returns the names of the layers, without the operations on masks that Keras adds to a model. */
    private static Set<String> layers(KerasConfig model) {
        Set<String> layers = new TreeSet<>();
        model.layers().forEach((name, layer) -> {
            if (!layer.symbol().startsWith(OPERATIONS)) {
                layers.add(name);
            }
        });
        return layers;
    }

    private static void layer(String name, Call spec, Call model) {
        if (!spec.symbol().startsWith(LAYERS) || spec.source() != null) {
            return;
        }
        same("layer " + name + " of the spec must be that of the model", model.name(), spec.name());
        spec.arguments().forEach((argument, value) -> {
            Double due = number(argument, model.arguments().getOrDefault(argument, standard(spec.symbol(), argument)));
            Double found = number(argument, value);
            ArchiveConsistency.require(
                    due == null || found == null || Math.abs(due - found) <= TOLERANCE * (1 + Math.abs(due)),
                    argument + " of " + name + " in the spec must be that of the model, " + due,
                    found);
        });
    }

    /** Returns a number or a boolean; null for values that may have several forms. */
    private static @Nullable Double number(String argument, Expr value) {
        if (NORMALIZED.contains(argument) || !(value instanceof Literal literal)) {
            return null;
        }
        return literal.value() instanceof Boolean flag
                ? (Double) (flag ? 1.0 : 0.0)
                : literal.value() instanceof Number number ? (Double) number.doubleValue() : null;
    }

    private static Expr standard(String symbol, String argument) {
        return Catalogue.keras().entry(symbol).parameters().stream()
                .filter(parameter -> parameter.name().equals(argument) && !parameter.required())
                .map(CatalogueParameter::standard)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Literal.NONE);
    }

    private static void same(String accepted, Object expected, Object found) {
        ArchiveConsistency.require(expected.equals(found), accepted + ", " + expected, found);
    }
}
