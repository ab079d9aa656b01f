package keras4j.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import keras4j.internal.text.NearestName;
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

    private StepTable(Map<String, RecipeVariable> variables, Map<String, Series<?>> cells, int height) {
        this.variables = variables;
        this.cells = cells;
        this.height = height;
    }

    static StepTable of(DataFrame frame, List<RecipeVariable> variables) {
        Map<String, RecipeVariable> known = new LinkedHashMap<>();
        Map<String, Series<?>> cells = new LinkedHashMap<>();
        for (RecipeVariable variable : variables) {
            known.put(variable.name(), variable);
            cells.put(variable.name(), frame.getColumn(variable.name()));
        }
        return new StepTable(known, cells, frame.height());
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
            throw new IllegalArgumentException("Recipe: column must be one of " + variables.keySet() + ", got '" + name
                    + "'" + NearestName.quotedHint(name, variables.keySet()));
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
        throw must(name, "hold numbers or booleans", FrameCells.quoted(cell), row);
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

    static IllegalArgumentException must(String name, String accepted, String got, int row) {
        return new IllegalArgumentException(
                "Recipe: column '" + name + "' must " + accepted + ", got " + got + " at row " + row);
    }

    /** Returns a copy with a column in the place of the one of its name, or last. */
    StepTable with(RecipeVariable variable, Series<?> column) {
        Map<String, RecipeVariable> known = new LinkedHashMap<>(variables);
        Map<String, Series<?>> columns = new LinkedHashMap<>(cells);
        known.put(variable.name(), variable);
        columns.put(variable.name(), column);
        return new StepTable(known, columns, column.size());
    }

    StepTable with(String name, Role role, double[] numbers) {
        return with(RecipeVariable.number(name, role), Series.ofDouble(numbers));
    }

    /** Returns a copy with many columns of numbers. */
    StepTable with(Map<String, double[]> numbers, Role role) {
        Map<String, RecipeVariable> known = new LinkedHashMap<>(variables);
        Map<String, Series<?>> columns = new LinkedHashMap<>(cells);
        numbers.forEach((name, column) -> {
            known.put(name, RecipeVariable.number(name, role));
            columns.put(name, Series.ofDouble(column));
        });
        return new StepTable(known, columns, height);
    }

    /** Returns a copy with each of some columns' numbers mapped by its own function. */
    StepTable map(Map<String, DoubleUnaryOperator> functions) {
        Map<String, RecipeVariable> known = new LinkedHashMap<>(variables);
        Map<String, Series<?>> columns = new LinkedHashMap<>(cells);
        for (String name : present(functions.keySet())) {
            DoubleUnaryOperator function = Objects.requireNonNull(functions.get(name));
            double[] numbers = numbers(name);
            Arrays.setAll(numbers, row -> function.applyAsDouble(numbers[row]));
            known.put(name, RecipeVariable.number(name, variable(name).role()));
            columns.put(name, Series.ofDouble(numbers));
        }
        return new StepTable(known, columns, height);
    }

    StepTable without(Collection<String> names) {
        Map<String, RecipeVariable> known = new LinkedHashMap<>(variables);
        Map<String, Series<?>> columns = new LinkedHashMap<>(cells);
        known.keySet().removeAll(new LinkedHashSet<>(names));
        columns.keySet().removeAll(new LinkedHashSet<>(names));
        return new StepTable(known, columns, height);
    }

    StepTable rename(Map<String, String> newOfOld) {
        Map<String, RecipeVariable> known = new LinkedHashMap<>();
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        variables.forEach((old, variable) -> {
            String name = newOfOld.getOrDefault(old, old);
            known.put(name, variable.as(name));
            columns.put(name, cells(old));
        });
        return new StepTable(known, columns, height);
    }

    /** Returns some rows, in the given order. */
    StepTable rows(int[] picked) {
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        IntSeries rows = Series.ofInt(picked);
        cells.forEach((name, column) -> columns.put(name, column.select(rows)));
        return new StepTable(variables, columns, picked.length);
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
        if (has(name)) {
            throw new IllegalArgumentException("Recipe: name of a new column must be unused, got '" + name + "'");
        }
        return name;
    }

    /** Returns names of several new columns, which must be unused and distinct. */
    List<String> free(Collection<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            if (!seen.add(free(name))) {
                throw new IllegalArgumentException(
                        "Recipe: name of a new column must be unused, got '" + name + "' twice");
            }
        }
        return new ArrayList<>(seen);
    }
}
