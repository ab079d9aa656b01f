package keras4j.measure;

import java.util.List;
import java.util.Locale;

/**
 * What a measure says of some cases.
 *
 * @param measure the measure
 * @param estimator how it read the classes
 * @param value the number; NaN or infinite where the measure is undefined, and then a note says why
 * @param notes what was undefined, empty as a rule
 */
public record Score(Measure measure, Estimator estimator, double value, List<String> notes) {
    public Score {
        notes = List.copyOf(notes);
    }

    /** As in {@code rmse 2.5869 (standard)}. */
    @Override
    public String toString() {
        return measure + " " + String.format(Locale.ROOT, "%.4g", value) + " (" + estimator + ")"
                + (notes.isEmpty() ? "" : ": " + String.join("; ", notes));
    }

    /** A whole number without its point. */
    static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
