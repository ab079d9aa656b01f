package keras4j;

import java.util.Set;
import java.util.stream.Collectors;
import keras4j.expr.OpenValue;
import keras4j.expr.RealDomain;
import keras4j.expr.Space;
import keras4j.spec.Spec;
import keras4j.tune.Together;

/**
 * Which trials have networks of one architecture, as far as one can see from here: those that differ in real numbers alone, and in
 * widths that may be padded.
 */
final class Alike {
    /** How many are trained as one; their weights are held together. */
    private static final int MOST = 32;

    private Alike() {}

    /** Those of a spec whose open values, and maybe a recipe's, are a space, where so many rows are trained on. */
    static Together of(Spec spec, Space space, int rows) {
        Set<String> free = numbers(space);
        free.addAll(new Widths(spec).padded(rows));
        return new Together(free, MOST);
    }

    /** Those with the very same shapes: if the network of one can be built, that of each can. */
    static Together exactly(Space space) {
        return new Together(numbers(space), MOST);
    }

    private static Set<String> numbers(Space space) {
        return space.values().stream()
                .filter(value -> value.domain() instanceof RealDomain && !value.preparation())
                .map(OpenValue::name)
                .collect(Collectors.toSet());
    }
}
