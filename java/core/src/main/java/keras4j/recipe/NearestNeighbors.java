package keras4j.recipe;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
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
    private final Map<String, Double> widths = new LinkedHashMap<>();
    private final Map<String, @Nullable String[]> labels = new LinkedHashMap<>();
    private final Map<String, double[]> filledNumbers;
    private final Map<String, @Nullable String[]> filledLabels;

    NearestNeighbors(ImputeKnn.Fitted known, StepTable rows) {
        this.known = known;
        this.rows = rows;
        known.numbers().forEach((name, values) -> knownNumbers.put(name, NumberLists.array(values)));
        knownNumbers.forEach((name, values) -> widths.put(name, width(values)));
        rows.present(known.numbers().keySet()).forEach(name -> numbers.put(name, rows.numbers(name)));
        rows.present(known.labels().keySet()).forEach(name -> labels.put(name, rows.labels(name)));
        filledNumbers = new LinkedHashMap<>(numbers);
        filledLabels = new LinkedHashMap<>(labels);
    }

    private static double width(double[] training) {
        return ColumnMoments.isConstant(training) ? 0 : ColumnMoments.max(training) - ColumnMoments.min(training);
    }

    /** Fills the missing cells of some columns: numbers by the mean of the nearest rows that have one, labels by their mode. */
    void fill(List<String> columns) {
        columns.forEach(name -> {
            filledNumbers.computeIfPresent(name, (any, values) -> values.clone());
            filledLabels.computeIfPresent(name, (any, values) -> values.clone());
        });
        for (int row = 0; row < rows.height(); row++) {
            int at = row;
            List<String> missing =
                    columns.stream().filter(name -> isMissing(name, at)).toList();
            if (!missing.isEmpty()) {
                // A column that is missing in the row adds nothing, so the distances are those for each of these
                // columns.
                double[] distances = distances(row);
                missing.forEach(name -> fill(name, at, distances));
            }
        }
    }

    private boolean isMissing(String name, int row) {
        double[] values = numbers.get(name);
        return values != null ? Double.isNaN(values[row]) : Objects.requireNonNull(labels.get(name))[row] == null;
    }

    private void fill(String name, int row, double[] distances) {
        double[] training = knownNumbers.get(name);
        if (training != null) {
            Objects.requireNonNull(filledNumbers.get(name))[row] = IntStream.of(
                            nearest(distances, at -> !Double.isNaN(training[at])))
                    .mapToDouble(at -> training[at])
                    .average()
                    .orElse(Double.NaN);
            return;
        }
        List<String> trainingLabels = Objects.requireNonNull(known.labels().get(name));
        List<String> votes = IntStream.of(nearest(distances, at -> trainingLabels.get(at) != null))
                .mapToObj(trainingLabels::get)
                .toList();
        Objects.requireNonNull(filledLabels.get(name))[row] =
                LevelSets.mode(votes, rows.variable(name).levels());
    }

    /** Returns the numbers of a column, filled. */
    double[] numbers(String name) {
        return Objects.requireNonNull(filledNumbers.get(name));
    }

    /** Returns the labels of a column, filled. */
    @Nullable String[] labels(String name) {
        return Objects.requireNonNull(filledLabels.get(name));
    }

    /** Returns the distance of a row from each training row; NaN where they have no column in common. */
    private double[] distances(int row) {
        double[] sums = new double[trainingRows()];
        int[] counts = new int[sums.length];
        for (String column : known.by()) {
            if (rows.has(column)) {
                add(column, row, sums, counts);
            }
        }
        Arrays.setAll(sums, at -> sums[at] / counts[at]);
        return sums;
    }

    /** Returns the training rows nearest to a row, the nearest first; of equal distances, the first row counts as nearer. */
    private int[] nearest(double[] distances, IntPredicate donor) {
        int[] nearest = new int[Math.min(known.neighbors(), distances.length)];
        int found = 0;
        for (int at = 0; at < distances.length; at++) {
            boolean near = found < nearest.length
                    ? !Double.isNaN(distances[at])
                    : distances[at] < distances[nearest[found - 1]];
            if (near && donor.test(at)) {
                found = Math.min(found + 1, nearest.length);
                int place = found - 1;
                for (; place > 0 && distances[at] < distances[nearest[place - 1]]; place--) {
                    nearest[place] = nearest[place - 1];
                }
                nearest[place] = at;
            }
        }
        return Arrays.copyOf(nearest, found);
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
        double width = ColumnMoments.at(widths, column);
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
