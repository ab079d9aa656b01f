package keras4j.internal.workflow;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import keras4j.data.Examples;
import keras4j.recipe.Prepared;
import keras4j.resample.RowSplit;
import keras4j.spec.Spec;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a workflow, prepared for its network.
 *
 * @param spec the network, with a seed
 * @param preparation the conversion learned from the training rows
 */
public record WorkflowRows(
        Spec spec,
        DataPreparation preparation,
        Examples train,
        @Nullable Examples validation) {
    /** Learns the recipe from the training rows only, after the validation rows are split off. */
    public static WorkflowRows of(Workflow workflow, DataFrame train, @Nullable DataFrame validation) {
        Spec spec = seeded(workflow.spec());
        if (workflow.validation() == null) {
            return learned(workflow, spec, train, validation);
        }
        if (validation != null) {
            throw new IllegalArgumentException(
                    "Keras.fit: validation must be rows of their own or split off by the" + " workflow, got both");
        }
        RowSplit split = split(workflow, spec, train);
        return learned(workflow, spec, split.analysis(train), split.assessment(train));
    }

    /** Returns the spec with a seed: its own, or a random one. */
    public static Spec seeded(Spec spec) {
        return spec.seed() != null ? spec : spec.seed(drawn());
    }

    public static long drawn() {
        return ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    }

    private static RowSplit split(Workflow workflow, Spec spec, DataFrame frame) {
        var holdout = Objects.requireNonNull(workflow.validation());
        return (holdout.seed() != null ? holdout : holdout.seed(Objects.requireNonNull(spec.seed()))).split(frame);
    }

    private static WorkflowRows learned(Workflow workflow, Spec spec, DataFrame train, @Nullable DataFrame validation) {
        Prepared prepared = workflow.recipe().prepare(train);
        DataPreparation preparation = new DataPreparation(
                prepared.recipe(), InputColumns.of(spec, prepared.recipe()).schema(prepared.frame()));
        return new WorkflowRows(
                spec,
                preparation,
                preparation.prepared(prepared.frame()),
                validation == null ? null : preparation.examples(validation));
    }
}
