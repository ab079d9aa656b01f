package keras4j.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.expr.Expr;
import keras4j.expr.Point;
import keras4j.expr.Space;
import org.dflib.DataFrame;
import org.dflib.row.RowProxy;

/**
 * Points of one's own.
 *
 * @param points the points, at least one; what is there twice is tried once
 */
public record GivenPoints(List<Point> points) implements Design {
    public GivenPoints {
        points = points.stream().distinct().toList();
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points: at least one must be given, got none");
        }
    }

    static GivenPoints of(DataFrame table) {
        List<Point> points = new ArrayList<>();
        for (RowProxy row : table) {
            Map<String, Expr> values = new LinkedHashMap<>();
            for (String name : table.getColumnsIndex().toArray()) {
                Object cell = row.get(name);
                if (cell != null) {
                    values.put(name, Expr.of(cell));
                }
            }
            points.add(new Point(values));
        }
        return new GivenPoints(points);
    }

    @Override
    public Stream<Point> points(Space space, long seed) {
        return points.stream().map(space::checked);
    }

    /** All of them: what a journal knows them by. */
    @Override
    public String toString() {
        return "points " + points;
    }
}
