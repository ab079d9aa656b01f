package keras4j.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Horizontal positions of the nodes and dummy nodes of a layered graph: near the mean of their neighbours, in their
 * row's order, without overlap.
 */
record LabelPlacement(List<Double> centres, List<Double> widths, double width) {
    private static final double NODE_GAP = 22;
    private static final double DUMMY_WIDTH = 14;
    private static final int SWEEP_COUNT = 12;

    static LabelPlacement of(SugiyamaLayout layers, List<Double> nodes) {
        int all = layers.rows().stream().mapToInt(List::size).sum();
        List<Double> widths = new ArrayList<>(nodes);
        widths.addAll(Collections.nCopies(all - nodes.size(), DUMMY_WIDTH));
        double[] centres = new double[all];
        layers.rows().forEach(row -> pack(row, centres, widths, new double[all]));
        for (int sweep = 0; sweep < SWEEP_COUNT; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int step = 0; step < layers.rows().size(); step++) {
                List<Integer> row =
                        layers.rows().get(down ? step : layers.rows().size() - 1 - step);
                double[] wished = centres.clone();
                row.forEach(node -> wished[node] = layers.neighbours(node, down).stream()
                        .mapToDouble(other -> centres[other])
                        .average()
                        .orElse(centres[node]));
                pack(row, centres, widths, wished);
            }
        }
        return shifted(centres, widths);
    }

    /** Puts a row's nodes at their preferred positions, moved apart to both sides to avoid overlap. */
    private static void pack(List<Integer> row, double[] centres, List<Double> widths, double[] wished) {
        List<List<Integer>> groups = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        for (int node : row) {
            List<Integer> group = new ArrayList<>(List.of(node));
            double start = wished[node] - widths.get(node) / 2;
            while (!groups.isEmpty() && last(starts) + length(last(groups), widths) + NODE_GAP > start) {
                group.addAll(0, groups.remove(groups.size() - 1));
                starts.remove(starts.size() - 1);
                start = start(group, widths, wished);
            }
            groups.add(group);
            starts.add(start);
        }
        for (int place = 0; place < groups.size(); place++) {
            double left = starts.get(place);
            for (int node : groups.get(place)) {
                centres[node] = left + widths.get(node) / 2;
                left += widths.get(node) + NODE_GAP;
            }
        }
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static double length(List<Integer> group, List<Double> widths) {
        return group.stream().mapToDouble(widths::get).sum() + NODE_GAP * (group.size() - 1);
    }

    /**
     * Returns the left end of a row of adjacent nodes that minimizes the mean distance to their preferred positions.
     */
    private static double start(List<Integer> group, List<Double> widths, double[] wished) {
        double sum = 0;
        double offset = 0;
        for (int node : group) {
            sum += wished[node] - widths.get(node) / 2 - offset;
            offset += widths.get(node) + NODE_GAP;
        }
        return sum / group.size();
    }

    private static LabelPlacement shifted(double[] centres, List<Double> widths) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        for (int node = 0; node < centres.length; node++) {
            left = Math.min(left, centres[node] - widths.get(node) / 2);
            right = Math.max(right, centres[node] + widths.get(node) / 2);
        }
        List<Double> moved = new ArrayList<>();
        for (double centre : centres) {
            moved.add(centre - left + 2);
        }
        return new LabelPlacement(moved, widths, right - left + 4);
    }
}
