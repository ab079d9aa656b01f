package keras4j.internal.trial;

import java.util.Set;
import java.util.stream.Collectors;
import keras4j.expr.Hyperparameter;
import keras4j.expr.RealDomain;
import keras4j.expr.Space;
import keras4j.model.Backend;
import keras4j.session.Preflight;
import keras4j.spec.Spec;
import keras4j.tune.BatchingRule;
import keras4j.workflow.Workflow;

/**
 * Groups of trials whose networks share an architecture and can therefore be trained as one batch. They differ only in
 * real numbers and in widths that may be padded.
 */
public final class TrialBatching {
    /** Maximum number of trainings in one batch. */
    private static final int MAX_TRAININGS = 32;
    /** Maximum memory of the trainings in one batch, in bytes. */
    private static final long MAX_BATCH_BYTES = 256L << 20;
    /** Copies of each weight in memory: itself, its gradient and two moments. */
    private static final long COPIES = 4;

    private TrialBatching() {}

    /**
     * Returns the rule for a spec and a number of training rows, with the hyperparameters of the spec and of a recipe. A
     * fit that can't be batched, or that batching does not speed up, is a task by itself, so that all workers are used.
     */
    public static BatchingRule of(Spec spec, Space space, int rows, Backend backend) {
        FitTraits fit = FitTraits.of(spec);
        Set<String> free = numbers(space);
        free.addAll(new PaddableWidths(spec).padded(rows));
        boolean pays = backend == Backend.JAX && fit.isPlain() && !fit.convolves();
        return new BatchingRule(free, pays ? MAX_TRAININGS : 1, fit.passes());
    }

    /** Returns the rule restricted by the memory of the networks. */
    static BatchingRule within(BatchingRule together, Preflight preflight) {
        long largest = preflight.checks().stream()
                .mapToLong(Preflight.Checked::bytes)
                .max()
                .orElse(0);
        return together.atMost(
                (int) Math.max(1, Math.min(MAX_TRAININGS, MAX_BATCH_BYTES / COPIES / Math.max(1, largest))));
    }

    /** Returns the rule of identical shapes: if the network of one trial can be built, so can all. */
    static BatchingRule sameShapes(Workflow workflow) {
        return new BatchingRule(
                numbers(workflow.hyperparameters()),
                MAX_TRAININGS,
                FitTraits.of(workflow.spec()).passes());
    }

    private static Set<String> numbers(Space space) {
        return space.values().stream()
                .filter(value -> value.domain() instanceof RealDomain && !value.preparation())
                .map(Hyperparameter::name)
                .collect(Collectors.toSet());
    }
}
