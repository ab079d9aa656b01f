package keras4j.recipe;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import keras4j.data.InvalidRowException;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.DoubleSeries;
import org.dflib.FloatSeries;
import org.dflib.IntSeries;
import org.dflib.LongSeries;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Immutable table of the columns that a recipe works on, in order, each with its {@link RecipeVariable}. */
final class StepTable {
    private final Map<String, RecipeVariable> variables;
    private final Map<String, Series<?>> cells;
    private final int height;
    /** Rows for which a step looked beyond the table, or at a missing number. */
    private final BitSet incomplete;
    /** Number of each row among the given ones, from 0: steps may drop, move and repeat rows. */
    private final int[] given;

    private StepTable(
            Map<String, RecipeVariable> variables, Map<String, Series<?>> cells, BitSet incomplete, int[] given) {
        this.variables = variables;
        this.cells = cells;
        this.height = given.length;
        this.incomplete = incomplete;
        this.given = given;
    }

    static StepTable of(DataFrame frame, List<RecipeVariable> variables) {
        Map<String, RecipeVariable> known = new LinkedHashMap<>();
        Map<String, Series<?>> cells = new LinkedHashMap<>();
        for (RecipeVariable variable : variables) {
            known.put(variable.name(), variable);
            cells.put(variable.name(), RecipeInputs.require(frame, variable.name()));
        }
        return new StepTable(
                known, cells, new BitSet(), IntStream.range(0, frame.height()).toArray());
    }

    DataFrame frame() {
        return DataFrame.byColumn(cells.keySet().toArray(new String[0]))
                .of(cells.values().toArray(new Series<?>[0]));
    }

    int height() {
        return height;
    }

    List<RecipeVariable> variables() {
        return List.copyOf(variables.values());
    }

    RecipeVariable variable(String name) {
        RecipeVariable found = variables.get(name);
        if (found == null) {
            throw new IllegalArgumentException("Recipe: column must be one of " + Quoted.cut(variables.keySet())
                    + ", got '" + Quoted.cut(name) + "'" + NearestName.quotedHint(name, variables.keySet()));
        }
        return found;
    }

    boolean has(String name) {
        return variables.containsKey(name);
    }

    /** Returns the names that are columns of this table: outcomes, weights and ids may be missing from new rows. */
    List<String> present(Collection<String> names) {
        return names.stream().filter(this::has).toList();
    }

    Series<?> cells(String name) {
        return Objects.requireNonNull(cells.get(variable(name).name()));
    }

    /** Returns a copy of a column's numbers; NaN is missing. */
    double[] numbers(String name) {
        Series<?> column = cells(name);
        double[] numbers = new double[height];
        if (column instanceof DoubleSeries doubles) {
            doubles.copyToDouble(numbers, 0, 0, height);
        } else if (column instanceof IntSeries ints) {
            Arrays.setAll(numbers, ints::getInt);
        } else if (column instanceof LongSeries longs) {
            Arrays.setAll(numbers, longs::getLong);
        } else if (column instanceof FloatSeries floats) {
            Arrays.setAll(numbers, floats::getFloat);
        } else {
            Arrays.setAll(numbers, row -> number(name, column.get(row), row));
        }
        return numbers;
    }

    private static double number(String name, @Nullable Object cell, int row) {
        if (cell == null) {
            return Double.NaN;
        }
        if (cell instanceof Number number) {
            return number.doubleValue();
        }
        if (cell instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        throw must(name, "hold numbers or booleans", FrameCells.quoted(cell)).at(row);
    }

    /** Returns a column's labels; null is missing. */
    @Nullable String[] labels(String name) {
        Series<?> column = cells(name);
        @Nullable String[] labels = new String[height];
        for (int row = 0; row < height; row++) {
            labels[row] = FrameCells.label(column.get(row));
        }
        return labels;
    }

    boolean missing(String name, int row) {
        Object cell = cells(name).get(row);
        return cell == null || (cell instanceof Number number && Double.isNaN(number.doubleValue()));
    }

    static InvalidRowException must(String name, String accepted, Object got) {
        return new InvalidRowException("Recipe: column '" + Quoted.cut(name) + "'", accepted, got).in(name);
    }

    /** Returns a copy with changes to columns of the same rows. */
    StepTable edited(Consumer<StepTableEditor> changes) {
        StepTableEditor editor = new StepTableEditor(variables, cells);
        changes.accept(editor);
        return new StepTable(editor.variables(), editor.cells(), incomplete, given);
    }

    /** Returns a copy with a column in the place of the one of its name, or last. */
    StepTable with(RecipeVariable variable, Series<?> column) {
        return edited(table -> table.put(variable, column));
    }

    StepTable with(String name, Role role, double[] numbers) {
        return with(RecipeVariable.number(name, role), Series.ofDouble(numbers));
    }

    /** Returns a copy with many columns of numbers. */
    StepTable with(Map<String, double[]> numbers, Role role) {
        return edited(table -> numbers.forEach(
                (name, column) -> table.put(RecipeVariable.number(name, role), Series.ofDouble(column))));
    }

    /** Returns a copy with each of some columns' numbers mapped by its own function. */
    StepTable map(Map<String, DoubleUnaryOperator> functions) {
        return edited(table -> {
            for (String name : present(functions.keySet())) {
                DoubleUnaryOperator function = Objects.requireNonNull(functions.get(name));
                double[] numbers = numbers(name);
                Arrays.setAll(numbers, row -> function.applyAsDouble(numbers[row]));
                table.put(RecipeVariable.number(name, variable(name).role()), Series.ofDouble(numbers));
            }
        });
    }

    StepTable without(Collection<String> names) {
        return edited(table -> names.forEach(table::remove));
    }

    StepTable rename(Map<String, String> newOfOld) {
        Map<String, RecipeVariable> known = new LinkedHashMap<>();
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        variables.forEach((old, variable) -> {
            String name = newOfOld.getOrDefault(old, old);
            known.put(name, variable.as(name));
            columns.put(name, cells(old));
        });
        return new StepTable(known, columns, incomplete, given);
    }

    /** Returns some rows, in the given order. */
    StepTable rows(int[] picked) {
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        IntSeries rows = Series.ofInt(picked);
        cells.forEach((name, column) -> columns.put(name, column.select(rows)));
        BitSet left = new BitSet();
        IntStream.range(0, picked.length)
                .filter(row -> incomplete.get(picked[row]))
                .forEach(left::set);
        return new StepTable(
                variables,
                columns,
                left,
                IntStream.of(picked).map(row -> given[row]).toArray());
    }

    /** Returns a copy with more rows for which a step looked beyond the table, or at a missing number. */
    StepTable incomplete(BitSet more) {
        BitSet all = (BitSet) incomplete.clone();
        all.or(more);
        return new StepTable(variables, cells, all, given);
    }

    /** Returns the number of a row among the given ones, from 0. */
    int given(int row) {
        return given[row];
    }

    /** Returns the first row that comes from a given one. */
    int place(int number) {
        return IntStream.range(0, height)
                .filter(row -> given[row] == number)
                .findFirst()
                .orElseThrow();
    }

    /** Returns a copy with one more column: the number of each row among the given ones, from 0. */
    StepTable numbered(String name) {
        return with(RecipeVariable.number(free(name), Role.ID), Series.ofInt(given.clone()));
    }

    /** Returns the table after a step. */
    StepTable after(FittedStep step) {
        return asGiven(() -> step.apply(this));
    }

    /** Computes a result from these rows; an exception names the row as it was given. */
    <T> T asGiven(Supplier<T> result) {
        try {
            return result.get();
        } catch (InvalidRowException refused) {
            throw refused.row().isEmpty()
                    ? refused
                    : refused.at(given(refused.row().getAsInt()));
        }
    }

    /** Returns the rows that can be predicted: not the incomplete ones in which a predictor is missing. */
    int[] predictable() {
        List<String> predictors = variables.values().stream()
                .filter(variable -> variable.role() == Role.PREDICTOR)
                .map(RecipeVariable::name)
                .toList();
        return IntStream.range(0, height)
                .filter(row -> !incomplete.get(row) || predictors.stream().noneMatch(name -> missing(name, row)))
                .toArray();
    }

    /** Returns the rows in which none of the named columns is missing. */
    int[] complete(Collection<String> names) {
        List<String> present = present(names);
        return IntStream.range(0, height)
                .filter(row -> present.stream().noneMatch(name -> missing(name, row)))
                .toArray();
    }

    /** Returns the name of a new column, which must be unused. */
    String free(String name) {
        return free(variables.keySet(), name);
    }

    static String free(Set<String> used, String name) {
        if (used.contains(name)) {
            throw new IllegalArgumentException("Recipe: name of a new column must be unused, got '" + Quoted.cut(name)
                    + "'; rename() a column before");
        }
        return name;
    }

    /** Adds a new column by its name, which no other new column may have. */
    static <T> void put(Map<String, T> columns, String name, T column) {
        if (columns.putIfAbsent(name, column) != null) {
            throw new IllegalArgumentException("Recipe: name of a new column must be unused, got '" + Quoted.cut(name)
                    + "' twice; rename() a column before");
        }
    }
}
