package keras4j;

import java.util.List;
import keras4j.expr.CustomObject;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/**
 * Where a fitted model comes from.
 *
 * @param name the model's name
 * @param spec what was fitted; null for a model that was there already
 * @param seed the seed of the fit; null for a model that was never fitted here
 * @param python the program that made it
 * @param compiled whether the model knows a loss, so that it can be evaluated
 * @param customObjects what must be defined before the model is restored
 */
record Origin(
        String name,
        @Nullable Spec spec,
        @Nullable Long seed,
        String python,
        boolean compiled,
        List<CustomObject> customObjects) {
    Origin {
        customObjects = List.copyOf(customObjects);
    }

    static Origin of(Spec spec, String python) {
        return new Origin(spec.name(), spec, spec.seed(), python, true, spec.customObjects());
    }
}
