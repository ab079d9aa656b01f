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
 * User-defined list of points.
 *
 * @param points the points, at least one; duplicates are tried once
 */
record PointList(List<Point> points) implements NonAdaptiveSearch {
    /**
     * Checks that there is a point.
     *
     * @param points the points, at least one; duplicates are tried once
     */
    public PointList {
        points = points.stream().distinct().toList();
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points: at least one must be given, got none");
        }
    }

    static PointList of(DataFrame table) {
        List<Point> points = new ArrayList<>();
        for (RowProxy row : table) {
            points.add(point(row, table.getColumnsIndex().toArray()));
        }
        return new PointList(points);
    }

    private static Point point(RowProxy row, String[] names) {
        Map<String, Expr> values = new LinkedHashMap<>();
        for (String name : names) {
            Object cell = row.get(name);
            if (cell != null) {
                values.put(name, Expr.of(cell));
            }
        }
        return new Point(values);
    }

    @Override
    public Stream<Point> points(Space space, long seed) {
        return points.stream().map(space::checked);
    }

    /** Returns all points, which identify the search in a journal. */
    @Override
    public String toString() {
        return "points " + points;
    }
}
