package keras4j.internal.code;

import java.util.List;
import java.util.Map;
import keras4j.expr.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Abstract form of a program, before it is written.
 *
 * @param name the model's name
 * @param parameters the parameters of {@code build}, in order
 * @param seed the seed set before the model is built, if any
 * @param policy the dtype policy set before the model is built, if any
 * @param network the layers
 * @param learning whether layers are trainable, by name
 * @param compile the arguments of {@code compile}, in order
 * @param fit the arguments of {@code fit} besides those of its caller, in order
 * @param callbacks the callbacks that come before the caller's
 */
public record ProgramModel(
        String name,
        List<Parameter> parameters,
        @Nullable Long seed,
        @Nullable Expr policy,
        LayerGraph network,
        Map<String, Boolean> learning,
        Map<String, CodeText> compile,
        Map<String, CodeText> fit,
        List<Expr> callbacks) {

    /**
     * Parameter of {@code build}.
     *
     * @param name its name
     * @param standard its default, if it has one
     */
    public record Parameter(String name, @Nullable Expr standard) {}
}
