package keras4j.tune;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import keras4j.expr.Expr;
import keras4j.expr.Hyperparameter;
import keras4j.expr.Point;
import keras4j.expr.Space;

/** Points made of a share of each range. */
final class UnitCubePoints {
    private UnitCubePoints() {}

    static Point point(Space space, IntToDoubleFunction share) {
        Map<String, Expr> all = new LinkedHashMap<>();
        for (int axis = 0; axis < space.values().size(); axis++) {
            Hyperparameter value = space.values().get(axis);
            all.put(value.name(), value.domain().at(share.applyAsDouble(axis)));
        }
        return space.point(all);
    }

    static int requireSize(String search, int size) {
        if (size < 1) {
            throw new IllegalArgumentException(search + ": size must be at least 1, got " + size);
        }
        return size;
    }
}
