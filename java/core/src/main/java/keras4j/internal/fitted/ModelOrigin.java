package keras4j.internal.fitted;

import java.util.List;
import keras4j.code.Program;
import keras4j.expr.CustomObject;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/**
 * Origin of a fitted model.
 *
 * @param name the model's name
 * @param spec the fitted spec; null for a model that was not built from one
 * @param seed the seed of the fit; null for a model that was never fitted here
 * @param program the program that made it; without a spec only its text is known
 * @param compiled whether the model has a loss, so that it can be evaluated
 * @param customObjects the objects that must be defined before the model is restored
 * @param maxLength the maximum length of an axis that varies; null if none does
 */
public record ModelOrigin(
        String name,
        @Nullable Spec spec,
        @Nullable Long seed,
        Program program,
        boolean compiled,
        List<CustomObject> customObjects,
        @Nullable Integer maxLength) {
    public ModelOrigin {
        program = spec == null ? Program.of(program.source(), name) : program;
        customObjects = List.copyOf(customObjects);
    }

    public static ModelOrigin of(Spec spec, Program program) {
        return new ModelOrigin(spec.name(), spec, spec.seed(), program, true, spec.customObjects(), maxLength(spec));
    }

    /** Returns the maximum length of an axis of a spec that varies; null if none does. */
    public static @Nullable Integer maxLength(Spec spec) {
        return spec.varies() ? (Integer) spec.maxLength() : null;
    }
}
