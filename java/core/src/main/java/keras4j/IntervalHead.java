package keras4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import keras4j.data.Outcome;
import org.dflib.Series;

/** How sure a network is of one of its outputs, for some rows. */
interface IntervalHead {
    /** What the output means. */
    Outcome outcome();

    /** How many rows there are. */
    int rows();

    /** Where the mean of such rows lies. */
    Band confidence(double level);

    /** Where the value of each row lies. */
    Band prediction(double level);

    /** Draws of all numbers of one row together, one after another. */
    double[][] draws(int row, int draws, Random random);

    /** The columns of a band. */
    default Map<String, Series<?>> columns(Band band, String suffix) {
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        new Head(band.centre(), outcome()).values(columns, ".pred", suffix);
        new Head(band.lower(), outcome()).values(columns, ".pred_lower", suffix);
        new Head(band.upper(), outcome()).values(columns, ".pred_upper", suffix);
        return columns;
    }

    /** What is thrown where an outcome has no such thing. */
    static IllegalStateException refused(String asked, String accepted, Outcome outcome) {
        return new IllegalStateException(
                "Intervals: " + asked + " must be asked of " + accepted + ", got '" + outcome.name() + "'");
    }
}
