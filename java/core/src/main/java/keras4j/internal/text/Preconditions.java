package keras4j.internal.text;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Preconditions of public methods, each with a message that names the subject and the argument. */
public final class Preconditions {
    private Preconditions() {}

    /**
     * Returns a value that is not null.
     *
     * @throws NullPointerException if it is null
     */
    public static <T> T notNull(String subject, String argument, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException(subject + ": " + argument + " must not be null");
        }
        return value;
    }

    /**
     * Returns an immutable copy of a collection without null.
     *
     * @throws NullPointerException if it or one of its items is null
     */
    public static <T> List<T> items(String subject, String argument, @Nullable Collection<? extends T> values) {
        int at = 0;
        for (T value : notNull(subject, argument, values)) {
            notNullAt(subject, argument, at, value);
            at++;
        }
        return List.copyOf(values);
    }

    /**
     * Returns an immutable copy of a map without null, in its order.
     *
     * @throws NullPointerException if it, a key or a value is null
     */
    public static <K, V> Map<K, V> entries(
            String subject, String argument, @Nullable Map<? extends K, ? extends V> values) {
        notNull(subject, argument, values).forEach((key, value) -> {
            notNull(subject, "key of " + argument, key);
            notNullAt(subject, argument, key, value);
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Returns an array that has no null.
     *
     * @throws NullPointerException if it or one of its items is null
     */
    public static <T> T[] array(String subject, String argument, T @Nullable [] values) {
        T[] array = notNull(subject, argument, values);
        for (int i = 0; i < array.length; i++) {
            notNullAt(subject, argument, i, array[i]);
        }
        return array;
    }

    private static void notNullAt(String subject, String argument, Object at, @Nullable Object value) {
        if (value == null) {
            throw new NullPointerException(
                    subject + ": " + argument + "[" + Quoted.cut(at.toString()) + "] must not be null");
        }
    }

    /**
     * Returns an index that is from 0 to {@code size} - 1.
     *
     * @throws IndexOutOfBoundsException if it is not
     */
    public static int index(String subject, String argument, int index, int size) {
        if (index < 0 || index >= size) {
            String accepted = size == 0 ? "left out of what is empty" : "from 0 to " + (size - 1);
            throw new IndexOutOfBoundsException(subject + ": " + argument + " must be " + accepted + ", got " + index);
        }
        return index;
    }

    /**
     * Checks that {@code from} and {@code to} are the ends of a range within {@code size}.
     *
     * @throws IndexOutOfBoundsException if they are not
     */
    public static void range(String subject, int from, int to, int size) {
        if (from < 0 || from > to || to > size) {
            throw new IndexOutOfBoundsException(subject + ": from and to must be from 0 to " + size
                    + ", from at most to, got " + from + " and " + to);
        }
    }

    /**
     * Returns a number that is at least {@code least}.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static int atLeast(String subject, String argument, int least, int value) {
        return (int) between(subject, argument, least, Integer.MAX_VALUE, value);
    }

    /**
     * Returns a number that is from {@code least} to {@code most}.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static long between(String subject, String argument, long least, long most, long value) {
        if (value < least || value > most) {
            String accepted =
                    most >= Integer.MAX_VALUE && value < least ? "at least " + least : "from " + least + " to " + most;
            throw new IllegalArgumentException(subject + ": " + argument + " must be " + accepted + ", got " + value);
        }
        return value;
    }

    /**
     * Returns an immutable copy of lists without null by name, in their order.
     *
     * @throws NullPointerException if one of them, a name or an item is null
     */
    public static <T> Map<String, List<T>> lists(
            String subject, String argument, @Nullable Map<String, ? extends Collection<? extends T>> values) {
        Map<String, List<T>> lists = new LinkedHashMap<>();
        Preconditions.<String, Collection<? extends T>>entries(subject, argument, values)
                .forEach((name, items) ->
                        lists.put(name, items(subject, argument + "[" + Quoted.cut(name) + "]", items)));
        return Collections.unmodifiableMap(lists);
    }

    /** Checks that a collection has the size of another. */
    public static void sameSize(String subject, String first, int size, String second, int other) {
        if (size != other) {
            throw new IllegalArgumentException(
                    subject + ": " + second + " must have " + size + " values like " + first + ", got " + other);
        }
    }

    /** Checks that a matrix has finite numbers of 0 or more. */
    public static void notNegative(String subject, String argument, double[][] values) {
        for (double[] row : values) {
            for (double value : row) {
                if (!(value >= 0) || Double.isInfinite(value)) {
                    throw new IllegalArgumentException(
                            subject + ": " + argument + " must be finite numbers of 0 or more, got " + value);
                }
            }
        }
    }

    /** Checks that there is a value. */
    public static void notEmpty(String subject, String argument, int size) {
        if (size == 0) {
            throw new IllegalArgumentException(subject + ": " + argument + " must have at least one value, got none");
        }
    }
}
