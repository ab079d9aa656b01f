package keras4j.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Nearest-neighbor search among the training rows by Gower's distance. The distance is the mean over the columns
 * present in both rows: for numbers the difference divided by the training rows' range, at most 1; for labels 0 or 1.
 *
 * <p>J. C. Gower: A general coefficient of similarity and some of its properties, Biometrics 27, 1971.
 */
final class NearestNeighbors {
    private final ImputeKnn.Fitted known;
    private final StepTable rows;
    private final Map<String, double[]> numbers = new LinkedHashMap<>();
    private final Map<String, double[]> knownNumbers = new LinkedHashMap<>();
    private final Map<String, @Nullable String[]> labels = new LinkedHashMap<>();

    NearestNeighbors(ImputeKnn.Fitted known, StepTable rows) {
        this.known = known;
        this.rows = rows;
        known.numbers().forEach((name, values) -> knownNumbers.put(name, NumberLists.array(values)));
        rows.present(known.numbers().keySet()).forEach(name -> numbers.put(name, rows.numbers(name)));
        rows.present(known.labels().keySet()).forEach(name -> labels.put(name, rows.labels(name)));
    }

    double[] numbers(String name) {
        double[] filled = Objects.requireNonNull(numbers.get(name)).clone();
        double[] training = Objects.requireNonNull(knownNumbers.get(name));
        for (int row = 0; row < filled.length; row++) {
            if (Double.isNaN(filled[row])) {
                filled[row] = nearestMean(name, row, training);
            }
        }
        return filled;
    }

    private double nearestMean(String name, int row, double[] training) {
        return nearest(name, row, at -> !Double.isNaN(training[at]))
                .mapToDouble(at -> training[at])
                .average()
                .orElse(Double.NaN);
    }

    @Nullable String[] labels(String name) {
        @Nullable String[] filled = Objects.requireNonNull(labels.get(name)).clone();
        List<String> training = Objects.requireNonNull(known.labels().get(name));
        for (int row = 0; row < filled.length; row++) {
            if (filled[row] == null) {
                List<String> votes = new ArrayList<>();
                nearest(name, row, at -> training.get(at) != null).forEach(at -> votes.add(training.get(at)));
                filled[row] = LevelSets.mode(votes, rows.variable(name).levels());
            }
        }
        return filled;
    }

    private IntStream nearest(String name, int row, java.util.function.IntPredicate donor) {
        double[] sums = new double[trainingRows()];
        int[] counts = new int[sums.length];
        for (String column : known.by()) {
            if (!column.equals(name) && rows.has(column)) {
                add(column, row, sums, counts);
            }
        }
        return IntStream.range(0, sums.length)
                .filter(donor)
                .filter(at -> counts[at] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(at -> sums[at] / counts[at]))
                .limit(known.neighbors())
                .mapToInt(at -> at);
    }

    private int trainingRows() {
        return NumberLists.joined(known.numbers().values(), known.labels().values())
                .get(0)
                .size();
    }

    private void add(String column, int row, double[] sums, int[] counts) {
        double[] training = knownNumbers.get(column);
        if (training == null) {
            addLabels(column, row, sums, counts);
            return;
        }
        double value = Objects.requireNonNull(numbers.get(column))[row];
        double width = ColumnMoments.max(training) - ColumnMoments.min(training);
        for (int at = 0; at < sums.length && !Double.isNaN(value); at++) {
            if (!Double.isNaN(training[at])) {
                sums[at] += width > 0 ? Math.min(1, Math.abs(value - training[at]) / width) : 0;
                counts[at]++;
            }
        }
    }

    private void addLabels(String column, int row, double[] sums, int[] counts) {
        String value = Objects.requireNonNull(labels.get(column))[row];
        List<String> training = Objects.requireNonNull(known.labels().get(column));
        for (int at = 0; at < sums.length && value != null; at++) {
            if (training.get(at) != null) {
                sums[at] += value.equals(training.get(at)) ? 0 : 1;
                counts[at]++;
            }
        }
    }
}
