package keras4j;

import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Arguments and receivers that a call accepts: by parameter where they are given so, by type otherwise. */
class GoodArguments {
    private final Map<Class<?>, Callable<?>> byType = new HashMap<>();
    private final Map<String, Callable<?>> byParameter = new HashMap<>();

    /** Gives the values of a type. */
    final <T> void type(Class<T> type, Callable<? extends T> value) {
        byType.put(type, value);
    }

    /** Gives the values of a parameter, {@code Charts.history.metrics}, or of all of a name in a class, {@code Charts.metrics}. */
    final void parameter(String name, Callable<?> value) {
        byParameter.put(name, value);
    }

    /** Gives the object on which the methods of a class are called, {@code Chart}, or one of them: {@code Chart.title}. */
    final Object receiver(Executable called) {
        Class<?> type = called.getDeclaringClass();
        String name = type.getSimpleName();
        Callable<?> own =
                byParameter.getOrDefault(name + "." + called.getName() + ".this", byParameter.get(name + ".this"));
        return java.util.Objects.requireNonNull(own == null ? value(type) : made(own));
    }

    /** Returns arguments for a call. */
    final @Nullable Object[] arguments(Executable called) {
        return Arrays.stream(called.getParameters())
                .map(parameter -> value(called, parameter))
                .toArray();
    }

    private @Nullable Object value(Executable called, Parameter parameter) {
        String type = called.getDeclaringClass().getSimpleName();
        String name = parameter.getName();
        String method = called instanceof Method ? called.getName() : "new";
        String types = String.join(
                ",",
                Arrays.stream(called.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList());
        for (String key : List.of(
                type + "." + method + "(" + types + ")." + name,
                method + "(" + types + ")." + name,
                type + "." + method + "." + name,
                type + "." + name,
                method + "." + name,
                name)) {
            Callable<?> given = byParameter.get(key);
            if (given != null && suits(parameter.getType(), made(given))) {
                return made(given);
            }
        }
        return value(parameter.getParameterizedType());
    }

    private static boolean suits(Class<?> type, @Nullable Object value) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType().isInstance(value);
    }

    private static @Nullable Object made(Callable<?> value) {
        try {
            return value.call();
        } catch (Exception e) {
            throw new LinkageError("a good argument", e);
        }
    }

    private @Nullable Object value(Type type) {
        Class<?> raw = BadArguments.raw(type);
        Callable<?> given = byType.get(raw);
        if (given != null) {
            return made(given);
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        if (raw.isArray()) {
            Object array = Array.newInstance(raw.getComponentType(), 1);
            Array.set(array, 0, value(raw.getComponentType()));
            return array;
        }
        if (raw == Optional.class) {
            return Optional.ofNullable(value(BadArguments.argument(type, 0)));
        }
        if (raw == Set.class) {
            return Set.of(value(BadArguments.argument(type, 0)));
        }
        if (raw.isAssignableFrom(List.class)) {
            return List.of(value(BadArguments.argument(type, 0)));
        }
        if (raw == Map.class || raw == SortedMap.class) {
            Object key = value(BadArguments.argument(type, 0));
            Map<Object, Object> map = new LinkedHashMap<>();
            map.put(key, value(BadArguments.argument(type, 1)));
            return raw == Map.class ? map : new TreeMap<>(map);
        }
        return subtype(raw);
    }

    private @Nullable Object subtype(Class<?> raw) {
        for (Map.Entry<Class<?>, Callable<?>> each : byType.entrySet()) {
            if (raw.isAssignableFrom(each.getKey())) {
                return made(each.getValue());
            }
        }
        return factory(raw);
    }

    /** Makes a value by the shortest static method {@code of}, or the constructor of a record. */
    private @Nullable Object factory(Class<?> raw) {
        Executable maker = Arrays.stream(raw.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getName().equals("of") && method.getReturnType() == raw)
                .map(Executable.class::cast)
                .min(java.util.Comparator.comparing(Executable::getParameterCount)
                        .thenComparing(Executable::toString))
                .or(() -> Arrays.stream(raw.getConstructors())
                        .map(Executable.class::cast)
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException("no good value of " + raw.getName()));
        try {
            return maker instanceof Method of
                    ? of.invoke(null, arguments(maker))
                    : ((java.lang.reflect.Constructor<?>) maker).newInstance(arguments(maker));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no good value by " + maker + ": " + e.getCause(), e);
        }
    }
}
