package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.dflib.DataFrame;

/** Preprocessing step as described, before it learns. Its fitted form is a {@link FittedStep}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
public sealed interface Step
        permits BoxCox,
                Center,
                Collapse,
                Corr,
                DateFeatures,
                Discretize,
                Dummy,
                Filter,
                ImputeConstant,
                ImputeKnn,
                ImputeMean,
                ImputeMedian,
                ImputeMode,
                IntegerCodes,
                Interact,
                Lag,
                Lead,
                Log,
                Mutate,
                NaOmit,
                Normalize,
                Novel,
                Nzv,
                OneHot,
                TunableStep,
                CollapseRareLevels,
                Pca,
                Poly,
                Range,
                Ratio,
                Remove,
                Rename,
                Sample,
                Scale,
                Select,
                Sequence,
                Shuffle,
                Sqrt,
                TrainingOnly,
                Unknown,
                YeoJohnson,
                Zv {

    /** {@return the name of the step, as in {@code normalize}: the method of {@link Recipe} that adds it} */
    default String name() {
        return RecipeJson.name(getClass());
    }

    /**
     * Learns the step's parameters from training rows to which all earlier steps have been applied.
     *
     * @param training the training rows
     * @return the fitted step
     */
    FittedStep learn(StepTable training);

    /** {@return the step's settings as described, before it learns: columns {@code terms} and {@code value}} */
    default DataFrame tidy() {
        return RecipeJson.settings(this);
    }
}
