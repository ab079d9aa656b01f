package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.IntStream;

/** The splits that a resampling has drawn, or that were made by hand. */
public record Folds(@JsonValue List<Split> splits) {
    /**
     * These splits, in order.
     *
     * @throws IllegalArgumentException if there is none, or two have one id
     */
    @JsonCreator
    public Folds {
        splits = List.copyOf(splits);
        List<String> ids = splits.stream().map(Split::id).toList();
        if (ids.isEmpty() || ids.stream().distinct().count() < ids.size()) {
            throw new IllegalArgumentException("Folds: splits must be at least one, with distinct ids, got " + ids);
        }
    }

    /** Numbered names of one length: {@code Fold01} to {@code Fold10}. */
    static List<String> ids(String word, int count) {
        int digits = String.valueOf(count).length();
        return IntStream.rangeClosed(1, count)
                .mapToObj(String::valueOf)
                .map(number -> word + "0".repeat(digits - number.length()) + number)
                .toList();
    }

    /** Number of splits. */
    public int size() {
        return splits.size();
    }

    /** As in {@code Folds 10: Fold01 … Fold10}. */
    @Override
    public String toString() {
        return "Folds " + size() + ": " + splits.get(0).id()
                + (size() == 1 ? "" : " … " + splits.get(size() - 1).id());
    }
}
