package keras4j.measure;

import java.util.List;
import java.util.Locale;
import keras4j.internal.text.Preconditions;

/**
 * The value of a measure for some cases.
 *
 * @param measure the measure
 * @param estimator the averaging method over classes
 * @param value the number; NaN or infinite if the measure is undefined, with the reason in a note
 * @param notes the reasons for undefined values; usually empty
 */
public record Score(Measure measure, Estimator estimator, double value, List<String> notes) {
    /**
     * Copies the notes.
     *
     * @param measure the measure
     * @param estimator the averaging method over classes
     * @param value the number; NaN or infinite if the measure is undefined, with the reason in a note
     * @param notes the reasons for undefined values; usually empty
     */
    public Score {
        Preconditions.notNull("Score", "measure", measure);
        Preconditions.notNull("Score", "estimator", estimator);
        notes = Preconditions.items("Score", "notes", notes);
    }

    /** Returns text such as {@code rmse 2.5869 (standard)}. */
    @Override
    public String toString() {
        return measure + " " + String.format(Locale.ROOT, "%.4g", value) + " (" + estimator + ")"
                + (notes.isEmpty() ? "" : ": " + String.join("; ", notes));
    }

    /** Formats a number, a whole one without its decimal point. */
    static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
