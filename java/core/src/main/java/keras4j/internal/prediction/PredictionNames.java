package keras4j.internal.prediction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.data.Outcome;
import keras4j.internal.text.Quoted;

/**
 * Names of the columns of one outcome's predictions.
 *
 * @param suffix the suffix of its columns: empty for the only outcome, else {@code _<outcome>}
 */
public record PredictionNames(Outcome outcome, String suffix) {
    /**
     * Returns the names of an outcome.
     *
     * @param outcomes the number of outcomes
     */
    public static PredictionNames of(Outcome outcome, int outcomes) {
        return new PredictionNames(outcome, outcomes == 1 ? "" : "_" + outcome.name());
    }

    /** Returns the name of the column of labels. */
    public String label() {
        return ".pred_class" + suffix;
    }

    /** Returns the name of the column of a level, {@code <word><suffix>_<level>}. */
    String level(String word, String level) {
        return word + suffix + "_" + level;
    }

    /** Returns the names of the columns of numbers: {@code <word><suffix>}, or {@code <word>_<column>} for several. */
    List<String> values(String word) {
        return outcome.columns().size() == 1
                ? List.of(word + suffix)
                : outcome.columns().stream().map(column -> word + "_" + column).toList();
    }

    /**
     * Checks that all columns of predictions and of intervals have distinct names.
     *
     * @throws IllegalArgumentException if two columns have one name; the message says which
     */
    public static void requireDistinct(List<Outcome> outcomes) {
        Map<String, String> predictions = new LinkedHashMap<>();
        Map<String, String> intervals = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            PredictionNames names = of(outcome, outcomes.size());
            names.addTo(predictions, ".pred", "");
            names.addBoundsTo(intervals, outcome.classifies());
        }
    }

    private void addBoundsTo(Map<String, String> intervals, boolean classes) {
        if (!classes) {
            addTo(intervals, ".pred", "");
        }
        addTo(intervals, ".pred_lower", "the lower bound of ");
        addTo(intervals, ".pred_upper", "the upper bound of ");
    }

    private void addTo(Map<String, String> meanings, String word, String meaning) {
        if (outcome.classifies() && meaning.isEmpty()) {
            put(meanings, label(), "the labels of '" + Quoted.cut(outcome.name()) + "'");
        }
        for (String level : outcome.levels()) {
            put(
                    meanings,
                    level(word, level),
                    meaning + "level '" + Quoted.cut(level) + "' of '" + Quoted.cut(outcome.name()) + "'");
        }
        List<String> values = outcome.classifies() ? List.of() : values(word);
        for (int at = 0; at < values.size(); at++) {
            String column = "'" + Quoted.cut(outcome.columns().get(at)) + "'";
            put(meanings, values.get(at), meaning + (meaning.isEmpty() ? "outcome " + column : column));
        }
    }

    private static void put(Map<String, String> meanings, String name, String meaning) {
        String other = meanings.putIfAbsent(name, meaning);
        if (other != null) {
            throw new IllegalArgumentException("Predictions: columns must have distinct names" + ", got '"
                    + Quoted.cut(name) + "' for " + other + " and for " + meaning + "; rename one of them");
        }
    }
}
