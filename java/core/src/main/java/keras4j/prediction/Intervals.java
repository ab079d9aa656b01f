package keras4j.prediction;

import org.dflib.DataFrame;

/**
 * Prediction and confidence intervals with the predictions. Intervals of any level follow without another pass through
 * the model.
 *
 * <p>Numbers have columns {@code .pred}, {@code .pred_lower} and {@code .pred_upper}. With several outcomes, or an
 * output with several columns, they are {@code .pred_<name>}, {@code .pred_lower_<name>} and {@code
 * .pred_upper_<name>}. Classes have {@code .pred_lower_<level>} and {@code .pred_upper_<level>}, with {@code
 * <outcome>_} before the level if there are several outcomes.
 */
public interface Intervals {
    /**
     * Returns the intervals of one outcome.
     *
     * @param outcome the name of the outcome
     * @return its intervals
     * @throws IllegalArgumentException if there is no such outcome
     */
    Intervals of(String outcome);

    /**
     * Returns the intervals in long format, with a row for each step of a forecast: columns {@code .row}, from 0,
     * {@code .step}, {@code .pred}, {@code .pred_lower}, {@code .pred_upper}. Steps and variables are read from names
     * such as {@code lead_2_load}. With several variables, each has columns that end in its name, as in {@code
     * .pred_load}.
     *
     * @return the intervals in long format
     * @throws IllegalStateException if there are several outcomes, or the outcome is a class
     */
    Intervals steps();

    /**
     * Returns prediction intervals, which contain a proportion {@code level} of the values of such rows. For a class,
     * bounds are 0 or 1: levels with an upper bound of 1 form the prediction set, and a level with a lower bound of 1
     * is certain.
     *
     * @param level the coverage, between 0 and 1, such as 0.95
     * @return one row for each predicted row
     */
    DataFrame prediction(double level);

    /**
     * Returns confidence intervals of the mean, or of the probabilities of the levels: the uncertainty of the network
     * without the noise of the rows.
     *
     * @param level the coverage, between 0 and 1, such as 0.95
     * @return one row for each predicted row
     * @throws IllegalStateException if these are conformal intervals, which bound values only
     */
    DataFrame confidence(double level);

    /**
     * Draws all numbers of a row jointly, such as the paths of a forecast. The draws include the uncertainty of the
     * network and noise with the correlation of the residuals. Columns are {@code .row} and {@code .draw}, both from 0,
     * {@code .step} and {@code .pred}, as in {@link #steps()}.
     *
     * @param draws the number of draws for each row, at least 1
     * @param seed the seed of the draws
     * @return one row for each draw and step
     * @throws IllegalStateException if there are several outcomes, the outcome is a class, or these are conformal
     *     intervals
     */
    DataFrame draws(int draws, long seed);

    /** {@return the number of predicted rows} */
    int rows();
}
