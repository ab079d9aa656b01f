package keras4j.internal.uncertainty;

import java.util.Random;
import keras4j.data.Outcome;
import keras4j.internal.prediction.OutputPredictions;
import keras4j.internal.prediction.PredictionColumns;
import keras4j.internal.prediction.PredictionNames;
import keras4j.internal.text.Quoted;

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

    /** Adds the columns of an interval. */
    default void columns(PredictionColumns columns, IntervalBounds band, PredictionNames names) {
        new OutputPredictions(band.centre(), outcome()).values(columns, ".pred", names);
        new OutputPredictions(band.lower(), outcome()).values(columns, ".pred_lower", names);
        new OutputPredictions(band.upper(), outcome()).values(columns, ".pred_upper", names);
    }

    /** Returns the exception for an interval that the outcome does not have. */
    static IllegalStateException refused(String asked, String accepted, Outcome outcome) {
        return new IllegalStateException("Intervals: " + asked + " must be called on " + accepted + ", got '"
                + Quoted.cut(outcome.name()) + "'");
    }
}
