package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.dflib.DataFrame;

/** One preparation, described; what it learns from training rows is a {@link FittedStep}. */
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
                Opened,
                Other,
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

    /** What the step is called, as in {@code normalize}: the wither of {@link Recipe} that adds it. */
    default String name() {
        return RecipeJson.name(getClass());
    }

    /** What the step learns from training rows that all steps before it were applied to. */
    FittedStep learn(Table training);

    /** The step's settings as they were described, before anything is learned: columns {@code terms} and {@code value}. */
    default DataFrame tidy() {
        return RecipeJson.settings(this);
    }
}
