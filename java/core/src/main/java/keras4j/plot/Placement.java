package keras4j.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where the nodes and stand-ins of a layered graph are from left to right: near the mean of those they are joined to, in their row's
 * order, without touching.
 */
record Placement(List<Double> centres, List<Double> widths, double width) {
    private static final double GAP = 22;
    private static final double LANE = 14;
    private static final int SWEEPS = 12;

    static Placement of(Layers layers, List<Double> nodes) {
        int all = layers.rows().stream().mapToInt(List::size).sum();
        List<Double> widths = new ArrayList<>(nodes);
        widths.addAll(Collections.nCopies(all - nodes.size(), LANE));
        double[] centres = new double[all];
        layers.rows().forEach(row -> pack(row, centres, widths, new double[all]));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
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

    /** Puts a row's nodes at their wished places, moved apart to both sides where they would touch. */
    private static void pack(List<Integer> row, double[] centres, List<Double> widths, double[] wished) {
        List<List<Integer>> groups = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        for (int node : row) {
            List<Integer> group = new ArrayList<>(List.of(node));
            double start = wished[node] - widths.get(node) / 2;
            while (!groups.isEmpty() && last(starts) + length(last(groups), widths) + GAP > start) {
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
                left += widths.get(node) + GAP;
            }
        }
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static double length(List<Integer> group, List<Double> widths) {
        return group.stream().mapToDouble(widths::get).sum() + GAP * (group.size() - 1);
    }

    /** The left end of a row of nodes side by side that is nearest, in the mean, to what each wishes. */
    private static double start(List<Integer> group, List<Double> widths, double[] wished) {
        double sum = 0;
        double offset = 0;
        for (int node : group) {
            sum += wished[node] - widths.get(node) / 2 - offset;
            offset += widths.get(node) + GAP;
        }
        return sum / group.size();
    }

    private static Placement shifted(double[] centres, List<Double> widths) {
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
        return new Placement(moved, widths, right - left + 4);
    }
}
