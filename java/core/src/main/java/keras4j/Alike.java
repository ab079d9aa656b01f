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
    /** How many are trained as one. */
    private static final int MOST = 32;
    /** Bytes that trainings may take that are done as one. */
    private static final long ROOM = 256L << 20;
    /** Of each weight there are a gradient and two moments. */
    private static final long COPIES = 4;

    private Alike() {}

    /**
     * Those of a spec whose open values, and maybe a recipe's, are a space, where so many rows are trained on. A fit that can't be
     * trained with others, or better is not, is a task by itself, so that as many run at once as there are workers.
     */
    static Together of(Spec spec, Space space, int rows, Backend backend) {
        PlainFit fit = PlainFit.of(spec);
        Set<String> free = numbers(space);
        free.addAll(new Widths(spec).padded(rows));
        boolean pays = backend == Backend.JAX && fit.isPlain() && !fit.convolves();
        return new Together(free, pays ? MOST : 1, fit.passes());
    }

    /** The same for networks as large as these. */
    static Together within(Together together, Preflight preflight) {
        long largest = preflight.checks().stream()
                .mapToLong(Preflight.Checked::bytes)
                .max()
                .orElse(0);
        return together.atMost((int) Math.max(1, Math.min(MOST, ROOM / COPIES / Math.max(1, largest))));
    }

    /** Those with the very same shapes: if the network of one can be built, that of each can. */
    static Together exactly(Workflow workflow) {
        return new Together(
                numbers(workflow.openValues()),
                MOST,
                PlainFit.of(workflow.spec()).passes());
    }

    private static Set<String> numbers(Space space) {
        return space.values().stream()
                .filter(value -> value.domain() instanceof RealDomain && !value.preparation())
                .map(OpenValue::name)
                .collect(Collectors.toSet());
    }
}
