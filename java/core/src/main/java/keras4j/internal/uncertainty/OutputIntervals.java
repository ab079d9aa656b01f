package keras4j.internal.uncertainty;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import keras4j.data.Outcome;
import keras4j.internal.prediction.OutputPredictions;
import org.dflib.Series;

/** Intervals of one output of a network, for some rows. */
public interface OutputIntervals {
    /** Returns the outcome of the output. */
    Outcome outcome();

    /** Returns the number of rows. */
    int rows();

    /** Returns confidence intervals of the mean. */
    IntervalBounds confidence(double level);

    /** Returns prediction intervals of each row's value. */
    IntervalBounds prediction(double level);

    /** Returns joint draws of all numbers of one row. */
    double[][] draws(int row, int draws, Random random);

    /** Returns the columns of an interval. */
    default Map<String, Series<?>> columns(IntervalBounds band, String suffix) {
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        new OutputPredictions(band.centre(), outcome()).values(columns, ".pred", suffix);
        new OutputPredictions(band.lower(), outcome()).values(columns, ".pred_lower", suffix);
        new OutputPredictions(band.upper(), outcome()).values(columns, ".pred_upper", suffix);
        return columns;
    }

    /** Returns the exception for an interval that the outcome does not have. */
    static IllegalStateException refused(String asked, String accepted, Outcome outcome) {
        return new IllegalStateException(
                "Intervals: " + asked + " must be called on " + accepted + ", got '" + outcome.name() + "'");
    }
}
