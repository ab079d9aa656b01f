package keras4j.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.expr.Hyperparameter;
import keras4j.expr.Point;
import keras4j.expr.Space;

/**
 * Candidate names as in tune since version 2: {@code pre1_mod03_post0} has the number of the choice for the preparation
 * and that of the choice for the network, 0 without hyperparameters. There is no postprocessor.
 */
final class CandidateNames {
    private CandidateNames() {}

    static List<String> of(Space space, List<Point> points) {
        List<String> preparation = labels("pre", points, names(space, true));
        List<String> network = labels("mod", points, names(space, false));
        List<String> configs = new ArrayList<>();
        for (int at = 0; at < points.size(); at++) {
            configs.add(preparation.get(at) + "_" + network.get(at) + "_post0");
        }
        return configs;
    }

    private static List<String> names(Space space, boolean preparation) {
        return space.values().stream()
                .filter(value -> value.preparation() == preparation)
                .map(Hyperparameter::name)
                .toList();
    }

    /** Returns a number for each distinct choice, in the order of first use, all of one length. */
    private static List<String> labels(String word, List<Point> points, List<String> names) {
        if (names.isEmpty()) {
            return points.stream().map(point -> word + "0").toList();
        }
        Map<Point, Integer> numbers = new LinkedHashMap<>();
        List<Integer> each = new ArrayList<>();
        for (Point point : points) {
            each.add(numbers.computeIfAbsent(PointOperations.only(point, names), any -> numbers.size() + 1));
        }
        int digits = String.valueOf(numbers.size()).length();
        return each.stream()
                .map(String::valueOf)
                .map(number -> word + "0".repeat(digits - number.length()) + number)
                .toList();
    }
}
