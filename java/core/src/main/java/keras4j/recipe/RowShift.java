package keras4j.recipe;

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
                        rows.free(prefix + step + "_" + name),
                        IntStream.range(0, numbers.length)
                                .map(row -> row + sign * step)
                                .mapToDouble(row -> row >= 0 && row < numbers.length ? numbers[row] : standard)
                                .toArray());
            }
        }
        return rows.with(made, role);
    }

    static DataFrame tidy(List<String> columns, List<Integer> steps) {
        Map<String, List<Integer>> all = new LinkedHashMap<>();
        columns.forEach(name -> all.put(name, steps));
        return TidyTable.each("terms", "shift", all);
    }
}
