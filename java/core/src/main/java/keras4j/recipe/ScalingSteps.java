package keras4j.recipe;

/** Steps that move and stretch columns of numbers; missing values stay missing. */
public sealed interface ScalingSteps permits Recipe {
    /** The recipe with one more step. */
    Recipe with(Step step);

    /** Takes the mean away. */
    default Recipe center(Selector columns) {
        return with(new Center(columns));
    }

    /** Divides by the standard deviation, that with N−1; a column of one value stays as it is. */
    default Recipe scale(Selector columns) {
        return with(new Scale(columns));
    }

    /** Takes the mean away and divides by the standard deviation, that with N−1; a column of one value becomes 0. */
    default Recipe normalize(Selector columns) {
        return with(new Normalize(columns));
    }

    /** Maps the training rows' range to 0 to 1; what lies beyond is cut off. */
    default Recipe range(Selector columns) {
        return range(columns, 0, 1);
    }

    /** Maps the training rows' range to {@code min} to {@code max}; what lies beyond is cut off. */
    default Recipe range(Selector columns, double min, double max) {
        return with(new Range(columns, min, max, true));
    }
}
