package keras4j.data;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/**
 * Conversion between Java records and the rows of a frame.
 *
 * <pre>{@code
 * record Passenger(Double age, String sex) {}
 * DataFrame frame = Records.frame(List.of(new Passenger(22.0, "male"), new Passenger(null, "female")));
 * }</pre>
 */
public final class Records {
    private Records() {}

    /**
     * Returns a frame with one column for each record component, in order and under its name; a null component is a
     * missing value.
     *
     * @param <R> the record type
     * @param records the rows
     * @return the frame
     * @throws IllegalArgumentException if there is no record
     */
    public static <R extends Record> DataFrame frame(List<R> records) {
        Preconditions.notNull("Records", "records", records);
        if (records.isEmpty()) {
            throw new InvalidRowException("Records: records", "be at least one", "none");
        }
        IntStream.range(0, records.size()).forEach(row -> requireAlike(records.get(0), records.get(row), row));
        RecordComponent[] components = records.get(0).getClass().getRecordComponents();
        return DataFrame.byColumn(
                        Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new))
                .of(Arrays.stream(components).map(each -> series(each, records)).toArray(Series<?>[]::new));
    }

    private static void requireAlike(@Nullable Record first, @Nullable Record record, int row) {
        if (first == null || record == null || first.getClass() != record.getClass()) {
            throw new InvalidRowException(
                            "Records: records",
                            first == null
                                    ? "not be null"
                                    : "all be " + first.getClass().getSimpleName(),
                            record == null ? "null" : record.getClass().getSimpleName())
                    .at(row);
        }
    }

    private static Series<?> series(RecordComponent component, List<? extends Record> records) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        List<@Nullable Object> cells = new ArrayList<>();
        records.forEach(each -> cells.add(cell(accessor, each)));
        Class<?> type = component.getType();
        if (type == double.class || type == float.class) {
            return Series.ofDouble(cells.stream()
                    .mapToDouble(each -> ((Number) each).doubleValue())
                    .toArray());
        }
        if (type == int.class || type == short.class || type == byte.class) {
            return Series.ofInt(
                    cells.stream().mapToInt(each -> ((Number) each).intValue()).toArray());
        }
        return Series.ofIterable(cells);
    }

    private static @Nullable Object cell(Method accessor, Record record) {
        try {
            return accessor.invoke(record);
        } catch (InvocationTargetException thrown) {
            throw new IllegalArgumentException(
                    "Records: " + accessor.getName() + " of "
                            + record.getClass().getSimpleName() + " can't be read: " + thrown.getCause(),
                    thrown);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Returns a record for each row. A component takes the column of its name, ignoring case, dots and underscores:
     * {@code predClass} takes {@code .pred_class}. Labels become text, enum constants, booleans or whole numbers;
     * numbers become {@code float} or {@code double}.
     *
     * @param <R> the record type
     * @param frame the rows
     * @param type the record class
     * @return the records, in the order of the rows
     * @throws IllegalArgumentException if a component has no column, or a cell is no value of its type
     */
    public static <R extends Record> List<R> of(DataFrame frame, Class<R> type) {
        Preconditions.notNull("Records", "frame", frame);
        Preconditions.notNull("Records", "type", type);
        RecordComponent[] components = type.getRecordComponents();
        Series<?>[] columns = Arrays.stream(components)
                .map(each -> frame.getColumn(column(frame, each)))
                .toArray(Series<?>[]::new);
        Constructor<R> constructor = constructor(type, components);
        return IntStream.range(0, frame.height())
                .mapToObj(row -> record(constructor, components, columns, row))
                .toList();
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> type, RecordComponent[] components) {
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String column(DataFrame frame, RecordComponent component) {
        List<String> columns = List.of(frame.getColumnsIndex().toArray());
        List<String> found = columns.stream()
                .filter(name -> plain(name).equals(plain(component.getName())))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("Records: component '" + Quoted.cut(component.getName()) + "' of "
                    + component.getDeclaringRecord().getSimpleName() + " must be named like one of "
                    + Quoted.of(columns) + ", got " + (found.isEmpty() ? "none" : Quoted.of(found)));
        }
        return found.get(0);
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    private static <R extends Record> R record(
            Constructor<R> constructor, RecordComponent[] components, Series<?>[] columns, int row) {
        @Nullable Object[] cells = new Object[components.length];
        for (int at = 0; at < cells.length; at++) {
            cells[at] = RecordCells.as(components[at], columns[at].get(row), row);
        }
        try {
            return constructor.newInstance(cells);
        } catch (InvocationTargetException thrown) {
            throw new IllegalArgumentException(
                    "Records: row " + row + " can't be a "
                            + constructor.getDeclaringClass().getSimpleName() + ": " + thrown.getCause(),
                    thrown);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
