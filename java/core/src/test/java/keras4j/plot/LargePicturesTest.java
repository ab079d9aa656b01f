package keras4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pictures of more rows and columns than can be told apart. */
class LargePicturesTest {
    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(at -> "c" + at).toList();
    }

    @Test
    void neighbours_of_many_classes_share_a_cell_with_the_sum_of_their_counts() {
        int classes = 1000;
        double[][] counts = new double[classes][classes];
        for (int truth = 0; truth < classes; truth++) {
            counts[truth][truth] = 3;
            counts[truth][(truth + 10) % classes] = 1;
        }
        String svg = Charts.confusion(names(classes), counts).toSvg();
        assertTrue(svg.length() < 3_000_000, () -> "length " + svg.length());
        assertTrue(svg.contains("true c0 … c9, predicted c0 … c9: 30 of 40"), "sum of 10 by 10 cells");
        assertTrue(svg.contains("true c0 … c9, predicted c10 … c19: 10 of 40"), "sum of 10 by 10 cells");
        assertTrue(svg.contains("predicted, 10 to a cell"), "label of the axis");
    }

    @Test
    void up_to_a_hundred_classes_have_their_own_cells() {
        NameGroups groups = NameGroups.of(names(100));
        assertEquals(names(100), groups.names());
        assertEquals("true", groups.label("true"));
        NameGroups more = NameGroups.of(names(101));
        assertEquals(51, more.names().size());
        assertEquals("c0 … c1", more.names().get(0));
        assertEquals("c100", more.names().get(50));
    }

    @Test
    void neighbours_of_a_large_heat_map_share_a_cell_with_the_mean_of_their_numbers() {
        double[][] values = new double[200][400];
        for (int row = 0; row < 200; row++) {
            for (int column = 0; column < 400; column++) {
                values[row][column] = row == 0 && column == 0 ? Double.NaN : Math.floorDiv(column, 4);
            }
        }
        String svg = Charts.heatMap(names(200), names(400), values).toSvg();
        assertTrue(svg.contains("c0 … c1, c4 … c7: 1<"), "mean of 2 by 4 cells");
        assertTrue(svg.length() < 3_000_000, () -> "length " + svg.length());
    }

    private static double[] walk(int points, int seed) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        return random.doubles(points).sorted().toArray();
    }

    @Test
    void a_thousand_curves_have_less_detail_each() {
        ChartPoints[] curves = IntStream.range(0, 1000)
                .mapToObj(at -> ChartPoints.of("c" + at, walk(2000, at), walk(2000, -at)))
                .toArray(ChartPoints[]::new);
        String svg = Charts.roc(curves).toSvg();
        assertTrue(svg.length() < 5_000_000, () -> "length " + svg.length());
        assertTrue(svg.split("<polyline|<path", -1).length > 1000, "every curve");
    }

    @Test
    void a_million_points_are_a_cloud_of_bounded_size() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(1);
        double[] x = random.doubles(1_000_000).toArray();
        double[] y = random.doubles(1_000_000).toArray();
        int length = Charts.scatter(ChartPoints.of("", x, y)).toSvg().length();
        assertTrue(length < 8_000_000, () -> "length " + length);
    }

    @Test
    void a_table_of_many_rows_and_columns_shows_its_ends() {
        List<List<String>> rows = IntStream.range(0, 1000)
                .mapToObj(row -> IntStream.range(0, 1000)
                        .mapToObj(column -> String.valueOf(1000 * row + column))
                        .toList())
                .toList();
        ChartTable table = new ChartTable(names(1000), rows);
        assertTrue(
                table.toHtml().length() < 1_000_000,
                () -> "length " + table.toHtml().length());
        List<String> lines = table.text().lines().toList();
        assertEquals(202, lines.size());
        assertTrue(lines.get(0).matches(" *c0 .* c49 +… +c950 .* c999"), lines.get(0));
        assertTrue(lines.get(100).strip().matches("99000 .* 99049 +… +99950 .* 99999"), lines.get(100));
        assertTrue(lines.get(101).strip().matches("…( +…){100}"), lines.get(101));
        assertTrue(lines.get(201).strip().endsWith("999999"), lines.get(201));
        ChartTable all = new ChartTable(
                names(100),
                rows.subList(0, 200).stream().map(row -> row.subList(0, 100)).toList());
        assertTrue(!all.toHtml().contains("…") && all.text().lines().count() == 201, "a smaller table is whole");
    }
}
