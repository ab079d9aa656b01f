package keras4j;

import java.util.List;
import keras4j.code.Program;
import keras4j.expr.CustomObject;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/**
 * Where a fitted model comes from.
 *
 * @param name the model's name
 * @param spec what was fitted; null for a model that was there already
 * @param seed the seed of the fit; null for a model that was never fitted here
 * @param program what made it; of what no spec built only its text is known
 * @param compiled whether the model knows a loss, so that it can be evaluated
 * @param customObjects what must be defined before the model is restored
 */
record Origin(
        String name,
        @Nullable Spec spec,
        @Nullable Long seed,
        Program program,
        boolean compiled,
        List<CustomObject> customObjects) {
    Origin {
        program = spec == null ? Program.of(program.source(), name) : program;
        customObjects = List.copyOf(customObjects);
    }

    static Origin of(Spec spec, Program program) {
        return new Origin(spec.name(), spec, spec.seed(), program, true, spec.customObjects());
    }
}
