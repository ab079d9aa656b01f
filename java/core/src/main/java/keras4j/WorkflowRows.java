package keras4j;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import keras4j.data.Examples;
import keras4j.recipe.Prepared;
import keras4j.resample.Split;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a workflow, prepared for its network.
 *
 * @param spec the network, with a seed
 * @param preparation what was learned from the rows to train on
 */
record WorkflowRows(
        Spec spec,
        Preparation preparation,
        Examples train,
        @Nullable Examples validation) {
    /** Learns the recipe from {@code train} alone, or from what validation leaves of it. */
    static WorkflowRows of(Workflow workflow, DataFrame train, @Nullable DataFrame validation) {
        Spec spec = seeded(workflow.spec());
        if (workflow.validation() == null) {
            return learned(workflow, spec, train, validation);
        }
        if (validation != null) {
            throw new IllegalArgumentException(
                    "Keras.fit: validation must be rows of their own or split off by the" + " workflow, got both");
        }
        Split split = split(workflow, spec, train);
        return learned(workflow, spec, split.analysis(train), split.assessment(train));
    }

    /** The spec with a seed: its own, or a drawn one. */
    static Spec seeded(Spec spec) {
        return spec.seed() != null ? spec : spec.seed(drawn());
    }

    static long drawn() {
        return ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    }

    private static Split split(Workflow workflow, Spec spec, DataFrame frame) {
        var holdout = Objects.requireNonNull(workflow.validation());
        return (holdout.seed() != null ? holdout : holdout.seed(Objects.requireNonNull(spec.seed()))).split(frame);
    }

    private static WorkflowRows learned(Workflow workflow, Spec spec, DataFrame train, @Nullable DataFrame validation) {
        Prepared prepared = workflow.recipe().prepare(train);
        Preparation preparation = new Preparation(
                prepared.recipe(), Columns.of(spec, prepared.recipe()).schema(prepared.frame()));
        return new WorkflowRows(
                spec,
                preparation,
                preparation.prepared(prepared.frame()),
                validation == null ? null : preparation.examples(validation));
    }
}
