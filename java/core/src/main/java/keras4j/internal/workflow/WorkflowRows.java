package keras4j.internal.workflow;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
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
 * @param trainGroups the training rows, in groups of rows of one size
 * @param validationGroups the validation rows in such groups; null for none
 */
public record WorkflowRows(
        Spec spec,
        DataPreparation preparation,
        List<Examples> trainGroups,
        @Nullable List<Examples> validationGroups) {
    /** Rows of a batch where the spec sets none, as in Keras. */
    private static final int BATCH_ROWS = 32;

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

    /** Returns whether there are rows of unequal size. */
    public boolean unequal() {
        return trainGroups.size() > 1 || (validationGroups != null && validationGroups.size() > 1);
    }

    /**
     * Returns the training rows.
     *
     * @throws IllegalArgumentException if they are of unequal size
     */
    public Examples train() {
        return one(trainGroups);
    }

    /** Returns the validation rows, as {@link #train()} does; null for none. */
    public @Nullable Examples validation() {
        return validationGroups == null ? null : one(validationGroups);
    }

    /**
     * Refuses training rows of unequal size.
     *
     * @throws IllegalArgumentException if they are
     */
    public void requireOneSize() {
        train();
    }

    private Examples one(List<Examples> groups) {
        if (groups.size() > 1) {
            throw new IllegalArgumentException(spec.name() + ": rows must be of one size here, got rows of "
                    + groups.size() + " sizes; keras.fit(workflow, frame) takes them");
        }
        return groups.get(0);
    }

    /** Returns the training rows as batches. */
    public Batches trainBatches() {
        return batches(trainGroups);
    }

    /** Returns the validation rows as batches; null for none. */
    public @Nullable Batches validationBatches() {
        return validationGroups == null ? null : batches(validationGroups);
    }

    private Batches batches(List<Examples> groups) {
        return batches(groups, spec.settings(), spec.seed());
    }

    /** Returns rows of unequal size as batches of the size that settings name. */
    public static Batches batches(List<Examples> groups, Map<String, Expr> settings, @Nullable Long seed) {
        int rows = settings.get("fit_batch_size") instanceof Literal set && set.value() instanceof Number size
                ? size.intValue()
                : BATCH_ROWS;
        return Batches.ofGroups(groups, rows, seed == null ? 0 : seed);
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
        Prepared prepared = workflow.recipe().prepare(train, InputColumns.texts(spec, train));
        prepared.recipe().requireUsable(train, prepared.frame());
        DataPreparation preparation = new DataPreparation(
                prepared.recipe(), InputColumns.of(spec, prepared.recipe()).schema(prepared.frame()));
        return new WorkflowRows(
                spec,
                preparation,
                preparation.preparedGroups(prepared.frame()),
                validation == null ? null : preparation.groups(validation));
    }
}
