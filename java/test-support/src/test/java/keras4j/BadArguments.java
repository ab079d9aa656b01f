package keras4j;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Bad arguments by type: null, empty, huge, negative, zero, not finite. */
final class BadArguments {
    private static final String HUGE = "x".repeat(100_000);

    private static final Map<Class<?>, List<?>> OF_TYPE = Map.ofEntries(
            Map.entry(int.class, List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE)),
            Map.entry(long.class, List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE)),
            Map.entry(
                    double.class,
                    List.of(
                            Double.NaN,
                            Double.NEGATIVE_INFINITY,
                            Double.POSITIVE_INFINITY,
                            -1.0,
                            0.0,
                            Double.MAX_VALUE,
                            Double.MIN_VALUE)),
            Map.entry(float.class, List.of(Float.NaN, Float.NEGATIVE_INFINITY, -1f, 0f, Float.MAX_VALUE)),
            Map.entry(byte.class, List.of((byte) -1)),
            Map.entry(String.class, List.of("", HUGE, "no such name", "\u0000\n'\"")),
            Map.entry(
                    Path.class, List.of(Path.of(""), Path.of(HUGE), Path.of("target/no/such/file"), Path.of("target"))),
            Map.entry(
                    Duration.class,
                    List.of(
                            Duration.ZERO,
                            Duration.ofSeconds(-1),
                            ChronoUnit.FOREVER.getDuration(),
                            Duration.ofSeconds(Long.MIN_VALUE))),
            Map.entry(Instant.class, List.of(Instant.MIN, Instant.MAX)),
            Map.entry(ByteBuffer.class, List.of(ByteBuffer.allocateDirect(0), ByteBuffer.allocate(4))),
            Map.entry(DataFrame.class, List.of(DataFrame.empty(), DataFrame.empty("a", "b"), nulls())),
            Map.entry(Object.class, List.of("", HUGE, new Object(), Double.NaN, -1, Collections.singletonList(null))));

    private BadArguments() {}

    private static DataFrame nulls() {
        return DataFrame.foldByRow("a", "y").of(null, null, null, null);
    }

    /** Returns the bad values of a type; {@code good} is a value of it that is accepted. */
    static List<@Nullable Object> of(Type type, @Nullable Object good) {
        List<@Nullable Object> bad = new ArrayList<>();
        Class<?> raw = raw(type);
        if (!raw.isPrimitive()) {
            bad.add(null);
        }
        bad.addAll(OF_TYPE.getOrDefault(unboxed(raw), List.of()));
        if (raw.isArray()) {
            addArrays(bad, raw.getComponentType(), good);
        } else if (Map.class.isAssignableFrom(raw)) {
            addMaps(bad, type, good);
        } else if (raw == Optional.class) {
            bad.add(Optional.empty());
            each(argument(type, 0), null).forEach(value -> bad.add(Optional.ofNullable(value)));
        } else if (raw != Object.class && (raw.isAssignableFrom(List.class) || raw == Set.class)) {
            addCollections(bad, raw, type, good);
        } else if (raw == Stream.class) {
            bad.add(Stream.empty());
        }
        return bad;
    }

    private static List<@Nullable Object> each(Type item, @Nullable Object good) {
        return of(item, good);
    }

    private static void addArrays(List<@Nullable Object> bad, Class<?> item, @Nullable Object good) {
        bad.add(Array.newInstance(item, 0));
        Object first = good != null && Array.getLength(good) > 0 ? Array.get(good, 0) : null;
        for (Object value : each(item, first)) {
            Object array = good == null || Array.getLength(good) == 0 ? Array.newInstance(item, 1) : clone(good);
            Array.set(array, 0, value);
            bad.add(array);
        }
    }

    private static Object clone(Object array) {
        Object copy = Array.newInstance(array.getClass().getComponentType(), Array.getLength(array));
        System.arraycopy(array, 0, copy, 0, Array.getLength(array));
        return copy;
    }

    private static void addCollections(List<@Nullable Object> bad, Class<?> raw, Type type, @Nullable Object good) {
        bad.add(collection(raw, List.of()));
        List<?> items = good instanceof Iterable<?> some ? list(some) : List.of();
        for (Object value : each(argument(type, 0), items.isEmpty() ? null : items.get(0))) {
            List<@Nullable Object> changed = new ArrayList<>(items.isEmpty() ? Arrays.asList((Object) null) : items);
            changed.set(0, value);
            bad.add(collection(raw, changed));
        }
    }

    private static List<?> list(Iterable<?> items) {
        List<Object> list = new ArrayList<>();
        items.forEach(list::add);
        return list;
    }

    private static Object collection(Class<?> raw, List<?> items) {
        return raw == Set.class ? new java.util.LinkedHashSet<>(items) : items;
    }

    private static void addMaps(List<@Nullable Object> bad, Type type, @Nullable Object good) {
        bad.add(new TreeMap<>());
        Map<?, ?> entries = good instanceof Map<?, ?> map ? map : Map.of();
        Object key = entries.isEmpty() ? null : entries.keySet().iterator().next();
        if (key == null) {
            return;
        }
        boolean sorted = type instanceof ParameterizedType of && of.getRawType() == SortedMap.class;
        for (Object value : each(argument(type, 1), entries.get(key))) {
            Map<Object, @Nullable Object> changed = new HashMap<>(entries);
            changed.put(key, value);
            bad.add(sorted ? new TreeMap<>(changed) : changed);
        }
        for (Object other : each(argument(type, 0), key)) {
            if (other != null || !sorted) {
                Map<@Nullable Object, Object> changed = new HashMap<>(entries);
                changed.put(other, changed.remove(key));
                bad.add(sorted ? new TreeMap<>(changed) : changed);
            }
        }
    }

    static Type argument(Type type, int at) {
        if (type instanceof ParameterizedType of) {
            return of.getActualTypeArguments()[at];
        }
        return Object.class;
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        if (type instanceof ParameterizedType of) {
            return raw(of.getRawType());
        }
        if (type instanceof WildcardType wild) {
            return raw(wild.getUpperBounds()[0]);
        }
        if (type instanceof java.lang.reflect.GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        return raw(((java.lang.reflect.TypeVariable<?>) type).getBounds()[0]);
    }

    private static Class<?> unboxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).unwrap().returnType();
    }
}
