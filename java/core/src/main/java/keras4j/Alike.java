package keras4j;

import java.util.Set;
import java.util.stream.Collectors;
import keras4j.expr.OpenValue;
import keras4j.expr.RealDomain;
import keras4j.expr.Space;
import keras4j.tune.Together;

/** Which trials have networks of one architecture: those that differ in real numbers alone, as far as one can see from here. */
final class Alike {
    /** How many are trained as one; their weights are held together. */
    private static final int MOST = 32;

    private Alike() {}

    static Together of(Space space) {
        Set<String> numbers = space.values().stream()
                .filter(value -> value.domain() instanceof RealDomain && !value.preparation())
                .map(OpenValue::name)
                .collect(Collectors.toSet());
        return new Together(numbers, MOST);
    }
}
