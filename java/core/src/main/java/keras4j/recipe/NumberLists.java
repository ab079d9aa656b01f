package keras4j.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Conversions of arrays of numbers to lists, which are equal by content, and back. */
final class NumberLists {
    private NumberLists() {}

    static List<Double> boxed(double[] values) {
        List<Double> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(value);
        }
        return list;
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static <T> List<T> joined(Collection<? extends T> first, Collection<? extends T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
