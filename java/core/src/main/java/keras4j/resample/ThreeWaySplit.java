package keras4j.resample;

/**
 * Rows to learn from, to choose by and to judge by, as two splits of the same data.
 *
 * @param validation training rows to learn from, validation rows to choose by
 * @param test training and validation rows to learn from at last, testing rows to judge by
 */
public record ThreeWaySplit(Split validation, Split test) {
    /** As in {@code ThreeWaySplit 60 training, 20 validation, 20 testing}. */
    @Override
    public String toString() {
        return "ThreeWaySplit " + validation.analysis().length + " training, " + validation.assessment().length
                + " validation, " + test.assessment().length + " testing";
    }
}
