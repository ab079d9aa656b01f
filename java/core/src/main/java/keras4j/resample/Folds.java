package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.internal.text.JsonText;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * Splits of one data set, drawn by a resampling or made by hand.
 *
 * @param splits the splits, in order
 */
public record Folds(@JsonValue List<RowSplit> splits) {
    /**
     * Creates folds from splits.
     *
     * @param splits the splits, in order
     * @throws IllegalArgumentException if there are no splits, or two have one id
     */
    @JsonCreator
    public Folds {
        splits = Preconditions.items("Folds", "splits", splits);
        List<String> ids = splits.stream().map(RowSplit::id).toList();
        if (ids.isEmpty() || ids.stream().distinct().count() < ids.size()) {
            throw new IllegalArgumentException(
                    "Folds: splits must not be empty and must have distinct ids, got " + Quoted.cut(ids));
        }
    }

    /** Returns numbered names of equal length: {@code Fold01} to {@code Fold10}. */
    static List<String> ids(String word, int count) {
        int digits = String.valueOf(count).length();
        return IntStream.rangeClosed(1, count)
                .mapToObj(String::valueOf)
                .map(number -> word + "0".repeat(digits - number.length()) + number)
                .toList();
    }

    /** {@return the number of splits} */
    public int size() {
        return splits.size();
    }

    /** {@return a summary, as in {@code Folds 10: Fold01 … Fold10}} */
    @Override
    public String toString() {
        return "Folds " + size() + ": " + splits.get(0).id()
                + (size() == 1 ? "" : " … " + splits.get(size() - 1).id());
    }

    /**
     * Returns the value as JSON, so that it can be sent to another process.
     *
     * @return JSON that {@link #fromJson} reads
     */
    public String json() {
        return JsonText.write(this);
    }

    /**
     * Reads the JSON of {@link #json}.
     *
     * @param json the text
     * @return the folds
     * @throws IllegalArgumentException if the text is other JSON, or none
     */
    public static Folds fromJson(String json) {
        Preconditions.notNull("Folds", "json", json);
        return JsonText.read(json, Folds.class);
    }
}
