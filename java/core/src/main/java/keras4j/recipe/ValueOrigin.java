package keras4j.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import keras4j.data.InvalidRowException;
import org.dflib.DoubleSeries;

/**
 * Origin of a number that a network can't take: the step that made it, found by applying the steps again.
 *
 * @param step the name of the step
 * @param row the row among the given ones, from 0
 */
record ValueOrigin(String step, int row) {
    /**
     * Returns the step that made a cell of the last table missing or infinite, empty if the given rows have it so.
     *
     * @param given the rows before the first step
     * @param steps the steps that were applied
     */
    static Optional<ValueOrigin> of(StepTable given, List<FittedStep> steps, String column, int row) {
        List<StepTable> tables = new ArrayList<>();
        tables.add(given);
        steps.forEach(step -> tables.add(step.apply(tables.get(tables.size() - 1))));
        int source = tables.get(steps.size()).given(row);
        String name = column;
        for (int at = steps.size(); at > 0; at--) {
            StepTable before = tables.get(at - 1);
            int place = before.place(source);
            if (!isUsable(before, name, place)) {
                continue;
            }
            Optional<String> consumed = consumed(before, tables.get(at), place);
            if (consumed.isEmpty()) {
                return Optional.of(new ValueOrigin(steps.get(at - 1).name(), source));
            }
            name = consumed.get();
        }
        return Optional.empty();
    }

    /** Returns a column without a usable number in the row that the step took away, so that it made others of it. */
    private static Optional<String> consumed(StepTable before, StepTable after, int row) {
        return before.variables().stream()
                .map(RecipeVariable::name)
                .filter(name -> !after.has(name) && !isUsable(before, name, row))
                .findFirst();
    }

    /** Returns whether a cell is a number that a network can take; so is a cell of a column that is not there. */
    private static boolean isUsable(StepTable table, String name, int row) {
        if (!table.has(name)) {
            return true;
        }
        Object cell = table.cells(name).get(row);
        return cell != null && !(cell instanceof Number number && !isUsable(number.doubleValue()));
    }

    private static boolean isUsable(double number) {
        return Float.isFinite((float) number);
    }

    /**
     * Rejects a predictor that a step made missing or infinite.
     *
     * @param prepared the table after the steps
     * @param rows the rows to check
     * @param given the rows before the first step
     */
    static void requireUsable(StepTable prepared, int[] rows, StepTable given, List<FittedStep> steps) {
        for (RecipeVariable variable : prepared.variables()) {
            if (variable.role() == Role.PREDICTOR && prepared.cells(variable.name()) instanceof DoubleSeries numbers) {
                for (int row : rows) {
                    requireUsable(
                            numbers.getDouble(row), () -> of(given, steps, variable.name(), row), variable.name());
                }
            }
        }
    }

    private static void requireUsable(double number, Supplier<Optional<ValueOrigin>> origin, String name) {
        if (!isUsable(number)) {
            origin.get().ifPresent(found -> {
                throw found.refusal(name, number);
            });
        }
    }

    private InvalidRowException refusal(String column, double number) {
        boolean missing = Double.isNaN(number);
        return StepTable.must(column, missing ? "have no missing values" : "be finite", number)
                .at(row)
                .advice(", which the step " + step + " made; "
                        + (missing
                                ? "imputeMedian and others after it fill such cells, naOmit leaves such training rows out"
                                : "change the step, or the numbers before it"));
    }
}
