package keras4j.data;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One cell of a frame as a component of a record. */
final class RecordCells {
    private RecordCells() {}

    static @Nullable Object as(RecordComponent component, @Nullable Object cell, int row) {
        Class<?> type = component.getType();
        if (cell == null ? !type.isPrimitive() : type.isInstance(cell)) {
            return cell;
        }
        Object value = cell == null ? null : cell instanceof Number number ? number(type, number) : text(type, cell);
        if (value == null) {
            throw new IllegalArgumentException("Records: component '" + component.getName() + "' of "
                    + component.getDeclaringRecord().getSimpleName() + " must be able to hold the column's values, got "
                    + type.getSimpleName() + " for " + (cell instanceof String ? "'" + cell + "'" : cell) + " at row "
                    + row);
        }
        return value;
    }

    /** The number as another type, where nothing of it is lost but digits of a fraction. */
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
