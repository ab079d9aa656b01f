package keras4j.tune;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.expr.Expr;
import keras4j.expr.Point;
import keras4j.resample.Draw;

/** What is done with points. */
final class Points {
    private Points() {}

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

    /** The same text for equal points. */
    static String text(Point point) {
        return new TreeMap<>(point.values()).toString();
    }

    /** 64 bits of a text, well mixed. */
    static long hash(String text, long seed) {
        long hash = seed;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = new Draw(hash ^ each).next();
        }
        return new Draw(hash).next();
    }
}
