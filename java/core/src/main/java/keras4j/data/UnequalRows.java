package keras4j.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.internal.text.Quoted;

/** Rows of unequal size in memory: examples of rows of one size each, which are cut into batches. */
final class UnequalRows {
    private final List<Examples> groups;
    private final int rows;
    private final long seed;

    UnequalRows(List<Examples> groups, int rows, long seed) {
        this.groups = groups;
        this.rows = rows;
        this.seed = seed;
    }

    /** Returns rows in groups of one size. */
    static List<Examples> groups(Map<String, ? extends List<?>> x, Map<String, ? extends Target> y) {
        int count = y.values().stream().mapToInt(Target::rows).findFirst().orElse(0);
        Map<String, List<VaryingCell>> read = new LinkedHashMap<>();
        x.forEach((name, cells) -> read.put(name, cells(name, cells, count)));
        Map<Object, List<Integer>> sizes = new LinkedHashMap<>();
        for (int row = 0; row < count; row++) {
            int at = row;
            List<List<Integer>> size = read.values().stream()
                    .map(each -> TensorShapes.list(each.get(at).shape()))
                    .toList();
            sizes.computeIfAbsent(size, key -> new ArrayList<>()).add(row);
        }
        return sizes.values().stream().map(group -> group(read, y, group)).toList();
    }

    private static List<VaryingCell> cells(String name, List<?> cells, int count) {
        if (cells.size() != count) {
            throw new IllegalArgumentException("Batches: " + Quoted.cut(name) + " must have " + count
                    + " rows like the outcome, got " + cells.size());
        }
        return IntStream.range(0, count)
                .mapToObj(row -> VaryingCell.of(name, row, cells.get(row)))
                .toList();
    }

    private static Examples group(
            Map<String, List<VaryingCell>> x, Map<String, ? extends Target> y, List<Integer> rows) {
        int[] taken = rows.stream().mapToInt(Integer::intValue).toArray();
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        x.forEach((name, cells) -> inputs.put(
                name, VaryingCell.stacked(rows.stream().map(cells::get).toList())));
        Map<String, Target> outcomes = new LinkedHashMap<>();
        y.forEach((name, target) -> outcomes.put(name, target.take(taken)));
        return Examples.of(inputs, outcomes);
    }

    /** Returns the batches of a pass, in an order of its own. */
    Stream<Examples> pass(int number) {
        Random random = new Random(seed + number);
        List<Examples> batches = new ArrayList<>();
        for (Examples group : groups) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, group.rows()).boxed().toList());
            Collections.shuffle(order, random);
            for (int from = 0; from < order.size(); from += rows) {
                batches.add(group.take(order.subList(from, Math.min(order.size(), from + rows)).stream()
                        .mapToInt(Integer::intValue)
                        .toArray()));
            }
        }
        Collections.shuffle(batches, random);
        return batches.stream();
    }
}
