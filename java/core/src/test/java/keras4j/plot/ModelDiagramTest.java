package keras4j.plot;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import keras4j.plot.ModelDiagram.Edge;
import org.junit.jupiter.api.Test;

class ModelDiagramTest {
    private final ModelDiagram model = ChartSamples.branches();

    @Test
    void it_is_written_as_mermaid() {
        assertEquals("""
                flowchart TD
                    n0["left<br/>Input<br/>(None, 4)"]
                    n1["right<br/>Input<br/>(None, 2)"]
                    n2["hidden<br/>Dense<br/>(None, 8)<br/>40 parameters"]
                    n3["join<br/>Concatenate<br/>(None, 10)"]
                    n4["output<br/>Dense<br/>(None, 1)<br/>11 parameters"]
                    n0 --> n2
                    n2 --> n3
                    n1 --> n3
                    n3 --> n4
                """, model.mermaid());
    }

    @Test
    void it_is_written_as_dot() {
        assertEquals(
                """
                digraph model {
                    node [shape=box, style=rounded];
                    n0 [label="in\\nInput\\n(None, 4)"];
                    n1 [label="out\\nDense\\n(None, 1)\\n5 parameters"];
                    n0 -> n1;
                }
                """,
                ModelDiagram.chain(
                                DiagramNode.of("in", "Input", "(None, 4)"),
                                new DiagramNode("out", "Dense", "(None, 1)", 5))
                        .dot());
    }

    @Test
    void names_are_quoted_in_both() {
        ModelDiagram odd = ModelDiagram.chain(DiagramNode.of("a\"]<b>\\", "x\ny", ""));
        assertTrue(odd.mermaid().contains("n0[\"a#34;#93;#60;b#62;#92;<br/>x#10;y\"]"), odd.mermaid());
        assertTrue(odd.dot().contains("n0 [label=\"a\\\"]<b>\\\\\\nx y\"];"), odd.dot());
    }

    @Test
    void the_picture_has_every_layer_with_its_shape_and_an_arrow_an_edge() {
        assertTrue(Svgs.texts(model.plot())
                .containsAll(List.of("left", "Input", "(None, 4)", "(None, 8) · 40 parameters", "join", "output")));
        assertEquals(4, Svgs.count(model.plot(), "polygon"));
        assertEquals("join, Concatenate, (None, 10)", Svgs.tips(model.plot()).get(3));
    }

    @Test
    void weights_are_counted_to_the_last() {
        assertEquals(
                "(None, 8) · 138,357,544 parameters", new DiagramNode("a", "Dense", "(None, 8)", 138_357_544).detail());
        assertEquals("1 parameters", new DiagramNode("a", "Dense", "", 1).detail());
        assertEquals("", DiagramNode.of("a", "Dense", "").detail());
    }

    @Test
    void a_layer_is_below_all_that_it_takes_from_and_an_edge_keeps_a_lane_in_each_row_it_passes() {
        SugiyamaLayout layers =
                SugiyamaLayout.of(4, List.of(new Edge(0, 1), new Edge(1, 2), new Edge(0, 2), new Edge(2, 3)));
        assertEquals(List.of(List.of(0), List.of(1, 4), List.of(2), List.of(3)), layers.rows());
        assertEquals(List.of(0, 4, 2), layers.routes().get(2));
    }

    @Test
    void crossings_are_untangled() {
        SugiyamaLayout layers = SugiyamaLayout.of(4, List.of(new Edge(0, 3), new Edge(1, 2)));
        assertEquals(layers.rows().get(0).indexOf(0), layers.rows().get(1).indexOf(3));
    }

    @Test
    void no_boxes_touch_in_any_graph() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            int size = 2 + random.nextInt(30);
            List<Edge> edges = new ArrayList<>();
            for (int to = 1; to < size; to++) {
                for (int way = 0; way <= random.nextInt(3); way++) {
                    edges.add(new Edge(random.nextInt(to), to));
                }
            }
            SugiyamaLayout layers = SugiyamaLayout.of(size, edges);
            List<Double> widths = IntStream.range(0, size)
                    .mapToObj(node -> 130.0 + random.nextInt(200))
                    .toList();
            LabelPlacement placement = LabelPlacement.of(layers, widths);
            for (List<Integer> row : layers.rows()) {
                for (int place = 1; place < row.size(); place++) {
                    double left = end(placement, row.get(place - 1), 1);
                    assertTrue(left < end(placement, row.get(place), -1), "round " + round);
                }
            }
        }
    }

    private static double end(LabelPlacement placement, int node, int side) {
        return placement.centres().get(node) + side * placement.widths().get(node) / 2;
    }

    @Test
    void a_hundred_layers_make_a_long_picture() {
        Chart chart = ModelDiagram.chain(IntStream.range(0, 90)
                        .mapToObj(place -> DiagramNode.of("layer_" + place, "Dense", "(None, 8)"))
                        .toArray(DiagramNode[]::new))
                .plot();
        assertTrue(chart.height() > 7000, chart::toString);
        assertTrue(Svgs.texts(chart).contains("layer_89"));
    }

    @Test
    void what_is_no_network_is_refused() {
        refused("ModelDiagram: nodes must have at least one value, got none", () -> ModelDiagram.chain());
        DiagramNode node = DiagramNode.of("a", "Dense", "");
        refused("ModelDiagram: names must be distinct, got [a, a]", () -> ModelDiagram.chain(node, node));
        refused(
                "ModelDiagram: edges must be from 0 to 0, got 0 to 1",
                () -> new ModelDiagram(List.of(node), List.of(new Edge(0, 1))));
        refused(
                "ModelDiagram: edges must not form a cycle, got [Edge[from=0, to=0]]",
                () -> new ModelDiagram(List.of(node), List.of(new Edge(0, 0))));
    }

    @Test
    void it_prints_its_size() {
        assertEquals("ModelDiagram 5 layers, 4 edges", model.toString());
    }

    @Test
    void however_small_the_picture_every_layer_is_inside() {
        Chart small = ModelDiagram.chain(IntStream.range(0, 8)
                        .mapToObj(place -> DiagramNode.of("layer_" + place, "Dense", "(None, 4)"))
                        .toArray(DiagramNode[]::new))
                .plot()
                .size(300, 220);
        List<Double> bottoms = Pattern.compile("<rect x=\"[^\"]*\" y=\"([^\"]*)\" width=\"[^\"]*\" height=\"([^\"]*)\"")
                .matcher(small.toSvg())
                .results()
                .map(box -> Double.parseDouble(box.group(1)) + Double.parseDouble(box.group(2)))
                .toList();
        assertEquals(1 + 3 * 8, bottoms.size());
        bottoms.forEach(bottom -> assertTrue(bottom <= 220, bottom::toString));
    }
}
