package keras4j.tune;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.expr.Expr;
import keras4j.expr.Point;
import keras4j.internal.resample.RandomDraw;

/** Operations on points. */
final class PointOperations {
    private PointOperations() {}

    static Point without(Point point, String name) {
        return point.has(name) ? without(point, List.of(name)) : point;
    }

    static Point without(Point point, Collection<String> names) {
        Map<String, Expr> values = new LinkedHashMap<>(point.values());
        values.keySet().removeAll(names);
        return new Point(values);
    }

    static Point only(Point point, Collection<String> names) {
        Map<String, Expr> values = new LinkedHashMap<>(point.values());
        values.keySet().retainAll(names);
        return new Point(values);
    }

    /** Returns the canonical text of a point, equal for equal points. */
    static String text(Point point) {
        return new TreeMap<>(point.values()).toString();
    }

    /** Returns a well-mixed 64-bit hash of a text. */
    static long hash(String text, long seed) {
        long hash = seed;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = new RandomDraw(hash ^ each).next();
        }
        return new RandomDraw(hash).next();
    }
}
