package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import keras4j.data.InvalidRowException;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/**
 * Predictors of training rows that are text and were not declared as factors. Files without types give text for numbers
 * and for names, which would become as many dummies as there are rows.
 */
final class TextColumns {
    /** One dummy is accepted for so many rows. */
    private static final int ROWS_PER_DUMMY = 5;
    /** So many dummies are accepted for any number of rows. */
    private static final int FEW_DUMMIES = 3;

    private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?\\s*");

    /** Levels of each column. */
    private final Map<String, Set<String>> levels = new LinkedHashMap<>();

    private final DataFrame training;

    private TextColumns(DataFrame training) {
        this.training = training;
    }

    static TextColumns of(Recipe recipe, List<RecipeVariable> inputs, DataFrame training) {
        TextColumns texts = new TextColumns(training);
        inputs.stream()
                .filter(input -> input.kind() == Kind.NOMINAL && input.role() == Role.PREDICTOR)
                .filter(input -> !recipe.levels().containsKey(input.name()) && isText(training.getColumn(input.name())))
                .forEach(input -> texts.levels.put(input.name(), Set.copyOf(input.levels())));
        return texts;
    }

    private static boolean isText(Series<?> cells) {
        for (Object cell : cells) {
            if (cell != null) {
                return cell instanceof CharSequence;
            }
        }
        return false;
    }

    /**
     * Checks that no column is all numbers; empty text is missing.
     *
     * @throws InvalidRowException if one is
     */
    void requireLabels() {
        for (String name : levels.keySet()) {
            List<String> labels = labels(name);
            if (!labels.isEmpty() && labels.stream().allMatch(TextColumns::isNumber)) {
                throw StepTable.must(
                                name,
                                "be labels if it is text",
                                "only numbers, such as '" + Quoted.cut(labels.get(0)) + "'")
                        .advice("; " + reading(name, "emptyStringIsNull()") + " reads them, " + insisting(name));
            }
        }
    }

    private List<String> labels(String name) {
        List<String> labels = new ArrayList<>();
        for (Object cell : training.getColumn(name)) {
            if (cell != null && !cell.toString().isBlank()) {
                labels.add(cell.toString());
            }
        }
        return labels;
    }

    private static boolean isNumber(String label) {
        return NUMBER.matcher(label).matches();
    }

    private static String reading(String name, String missing) {
        return "Csv.loader()." + missing + ".doubleCol(\"" + name + "\", Double.NaN)";
    }

    private static String insisting(String name) {
        return "factor(\"" + name + "\") in a recipe makes them labels";
    }

    /**
     * Checks that the dummies of a column are few for the rows that a step learned from.
     *
     * @throws InvalidRowException if they are more than a fifth of the rows
     */
    void requireFew(FittedStep step, int rows) {
        if (step instanceof DummyColumns dummies) {
            dummies.levels().forEach((name, all) -> requireFew(name, count(name, all, dummies.first()), rows));
        }
    }

    /** Returns the number of dummies that come from labels of the text. */
    private long count(String name, List<String> all, int first) {
        Set<String> own = levels.getOrDefault(name, Set.of());
        return all.stream().skip(first).filter(own::contains).count();
    }

    private void requireFew(String name, long count, int rows) {
        int most = Math.max(FEW_DUMMIES, rows / ROWS_PER_DUMMY);
        if (count > most) {
            throw StepTable.must(name, "have at most " + most + " dummies for " + rows + " rows", count)
                    .advice("; " + remedy(name));
        }
    }

    private String remedy(String name) {
        List<String> labels = labels(name);
        @Nullable String other =
                labels.stream().filter(label -> !isNumber(label)).findFirst().orElse(null);
        long numbers = labels.stream().filter(TextColumns::isNumber).count();
        return 2 * numbers > labels.size() && other != null
                ? reading(name, "nullString(\"" + other + "\")") + " reads numbers, " + insisting(name)
                : "take it out of the formula, collapse rare levels with other before, or keep all with factor(\""
                        + name + "\") in a recipe";
    }
}
