package keras4j.internal.fitted;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Conversions between public values and their internal content. Each public class registers its conversions when it is
 * initialized. Only higher packages use them, so that no public signature names an internal type.
 */
public final class PublicFaces {
    private static final Map<Class<?>, Face<?, ?>> FACES = new ConcurrentHashMap<>();

    private PublicFaces() {}

    /** Pair of conversions of one public class. */
    private record Face<F, C>(Class<F> face, Class<C> content, Function<F, C> open, Function<C, F> close) {
        Object open(Object value) {
            return open.apply(face.cast(value));
        }

        Object close(Object value) {
            return close.apply(content.cast(value));
        }
    }

    /**
     * Registers the conversions of a public class.
     *
     * @param open returns the content of a public value
     * @param close returns the public value of a content
     */
    public static <F, C> void register(Class<F> face, Class<C> content, Function<F, C> open, Function<C, F> close) {
        FACES.put(face, new Face<>(face, content, open, close));
    }

    /** Returns the content of a public value. */
    public static <C> C open(Object value, Class<C> content) {
        return content.cast(face(value.getClass()).open(value));
    }

    /** Returns the public value of a content. */
    public static <F> F close(Class<F> type, Object content) {
        return type.cast(face(type).close(content));
    }

    private static Face<?, ?> face(Class<?> type) {
        Face<?, ?> face = FACES.get(type);
        if (face == null) {
            initialize(type);
            face = FACES.get(type);
        }
        if (face == null) {
            throw new IllegalStateException(type + " has no content");
        }
        return face;
    }

    private static void initialize(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
