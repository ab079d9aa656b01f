package keras4j.data;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Conversion of one frame cell to the type of a record component. */
final class RecordCells {
    private RecordCells() {}

    static @Nullable Object as(RecordComponent component, @Nullable Object cell, int row) {
        Class<?> type = component.getType();
        if (cell == null ? !type.isPrimitive() : type.isInstance(cell)) {
            return cell;
        }
        Object value = cell == null ? null : cell instanceof Number number ? number(type, number) : text(type, cell);
        if (value == null) {
            throw unable(component, cell, row);
        }
        return value;
    }

    private static IllegalArgumentException unable(RecordComponent component, @Nullable Object cell, int row) {
        return new IllegalArgumentException("Records: component '" + Quoted.cut(component.getName()) + "' of "
                + component.getDeclaringRecord().getSimpleName() + " must be able to hold the column's values, got "
                + Quoted.cut(component.getType().getSimpleName()) + " for "
                + (cell instanceof String ? "'" + Quoted.cut(cell) + "'" : cell)
                + " at row " + row);
    }

    /** Converts the number to another type if nothing but digits of a fraction is lost. */
    private static @Nullable Object number(Class<?> type, Number number) {
        double value = number.doubleValue();
        if (type == double.class || type == Double.class) {
            return value;
        }
        if (type == float.class || type == Float.class) {
            return (float) value;
        }
        if (type == int.class || type == Integer.class) {
            return value == (int) value ? (Integer) (int) value : null;
        }
        if (type == long.class || type == Long.class) {
            return value == (long) value ? (Long) (long) value : null;
        }
        return type == String.class ? number.toString() : null;
    }

    private static @Nullable Object text(Class<?> type, Object cell) {
        String text = cell.toString();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(each -> ((Enum<?>) each).name().equals(text))
                    .findFirst()
                    .orElse(null);
        }
        if (type == boolean.class || type == Boolean.class) {
            return (text.equals("true") || text.equals("false")) ? Boolean.valueOf(text) : null;
        }
        if (type == String.class) {
            return text;
        }
        try {
            return number(type, Double.valueOf(text));
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
