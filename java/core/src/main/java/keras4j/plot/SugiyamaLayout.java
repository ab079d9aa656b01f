package keras4j.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.internal.text.Quoted;
import keras4j.plot.ModelDiagram.Edge;

/**
 * A layered graph layout, after Sugiyama, Tagawa and Toda (doi:10.1109/TSMC.1981.4308636). Each node is in a row below
 * all of its inputs; an edge across several rows has a dummy node in each; a row is ordered by the mean position of its
 * neighbours.
 *
 * @param rows the nodes of each row from left to right; those from {@code size} on are dummy nodes
 * @param routes for each edge the nodes and dummy nodes on its path, including both ends
 * @param size number of nodes
 */
record SugiyamaLayout(List<List<Integer>> rows, List<List<Integer>> routes, int size) {
    private static final int SWEEP_COUNT = 8;

    static SugiyamaLayout of(int size, List<Edge> edges) {
        int[] depth = depths(size, edges);
        List<List<Integer>> rows = new ArrayList<>();
        IntStream.rangeClosed(0, Arrays.stream(depth).max().orElse(0)).forEach(row -> rows.add(new ArrayList<>()));
        IntStream.range(0, size).forEach(node -> rows.get(depth[node]).add(node));
        List<List<Integer>> routes = new ArrayList<>();
        int next = size;
        for (Edge edge : edges) {
            List<Integer> route = new ArrayList<>(List.of(edge.from()));
            for (int row = depth[edge.from()] + 1; row < depth[edge.to()]; row++) {
                rows.get(row).add(next);
                route.add(next++);
            }
            route.add(edge.to());
            routes.add(route);
        }
        SugiyamaLayout layers = new SugiyamaLayout(rows, routes, size);
        layers.order(next);
        return layers;
    }

    /** Returns the length of the longest path to each node. */
    private static int[] depths(int size, List<Edge> edges) {
        int[] depth = new int[size];
        for (int round = 0; round <= size; round++) {
            boolean moved = false;
            for (Edge edge : edges) {
                if (depth[edge.to()] <= depth[edge.from()]) {
                    depth[edge.to()] = depth[edge.from()] + 1;
                    moved = true;
                }
            }
            if (!moved) {
                return depth;
            }
        }
        throw new IllegalArgumentException("ModelDiagram: edges must not form a cycle, got " + Quoted.cut(edges));
    }

    private void order(int all) {
        for (int sweep = 0; sweep < SWEEP_COUNT; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int step = 1; step < rows.size(); step++) {
                int row = down ? step : rows.size() - 1 - step;
                double[] places = new double[all];
                List<Integer> beside = rows.get(down ? row - 1 : row + 1);
                beside.forEach(node -> places[node] = beside.indexOf(node) - (beside.size() - 1) / 2.0);
                List<Integer> own = List.copyOf(rows.get(row));
                double[] means = new double[all];
                own.forEach(node -> means[node] = neighbours(node, down).stream()
                        .mapToDouble(other -> places[other])
                        .average()
                        .orElse(own.indexOf(node) - (own.size() - 1) / 2.0));
                rows.get(row).sort(Comparator.comparingDouble(node -> means[node]));
            }
        }
    }

    /** Returns the adjacent nodes and dummy nodes in the row above or below. */
    List<Integer> neighbours(int node, boolean above) {
        List<Integer> found = new ArrayList<>();
        for (List<Integer> route : routes) {
            int place = route.indexOf(node);
            int other = above ? place - 1 : place + 1;
            if (place >= 0 && other >= 0 && other < route.size()) {
                found.add(route.get(other));
            }
        }
        return found;
    }
}
