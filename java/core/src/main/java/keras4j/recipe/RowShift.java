package keras4j.recipe;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dflib.DataFrame;

/** Columns shifted by rows. */
final class RowShift {
    private RowShift() {}

    static List<Integer> checked(String subject, List<Integer> steps) {
        for (int step : steps) {
            if (step < 0) {
                throw new IllegalArgumentException(subject + " must be whole numbers of 0 or more, got " + step);
            }
        }
        return List.copyOf(steps);
    }

    /**
     * Adds {@code <prefix><step>_<column>}. Its row r is row r + sign · step of the column, or {@code standard} if
     * there is none.
     */
    static StepTable add(
            StepTable rows,
            List<String> columns,
            List<Integer> steps,
            int sign,
            String prefix,
            double standard,
            Role role) {
        Map<String, double[]> made = new LinkedHashMap<>();
        for (String name : rows.present(columns)) {
            double[] numbers = rows.numbers(name);
            for (int step : steps) {
                made.put(
                        rows.free(made(prefix, step, name)),
                        IntStream.range(0, numbers.length)
                                .map(row -> row + sign * step)
                                .mapToDouble(row -> row >= 0 && row < numbers.length ? numbers[row] : standard)
                                .toArray());
            }
        }
        return rows.with(made, role).incomplete(missing(made.values()));
    }

    private static BitSet missing(Collection<double[]> columns) {
        BitSet missing = new BitSet();
        for (double[] numbers : columns) {
            IntStream.range(0, numbers.length)
                    .filter(row -> Double.isNaN(numbers[row]))
                    .forEach(missing::set);
        }
        return missing;
    }

    private static String made(String prefix, int step, String column) {
        return prefix + step + "_" + column;
    }

    /** Returns the column of each shifted one. */
    static Map<String, List<String>> parts(List<String> columns, List<Integer> steps, String prefix) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        for (String name : columns) {
            steps.forEach(step -> parts.put(made(prefix, step, name), List.of(name)));
        }
        return parts;
    }

    static DataFrame tidy(List<String> columns, List<Integer> steps) {
        Map<String, List<Integer>> all = new LinkedHashMap<>();
        columns.forEach(name -> all.put(name, steps));
        return TidyTable.each("terms", "shift", all);
    }
}
