package keras4j.code;

import java.util.List;
import java.util.Map;
import keras4j.expr.Expr;
import org.jspecify.annotations.Nullable;

/**
 * What a program is made of, before it is text.
 *
 * @param name the model's name
 * @param parameters the parameters of {@code build}, in order
 * @param seed the seed set before the model is built, if any
 * @param policy the dtype policy set before the model is built, if any
 * @param network the layers
 * @param learning layers that are told to learn or not to learn, by name
 * @param compile the arguments of {@code compile}, in order
 * @param fit the arguments of {@code fit} beside those that its caller gives, in order
 * @param callbacks the callbacks that come before the caller's
 */
public record Outline(
        String name,
        List<Parameter> parameters,
        @Nullable Long seed,
        @Nullable Expr policy,
        Network network,
        Map<String, Boolean> learning,
        Map<String, Code> compile,
        Map<String, Code> fit,
        List<Expr> callbacks) {

    /**
     * A parameter of {@code build}.
     *
     * @param name its name
     * @param standard its default, if it has one
     */
    public record Parameter(String name, @Nullable Expr standard) {}
}
