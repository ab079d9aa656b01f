package keras4j.plot;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private static void assertShows(Chart chart, String... texts) {
        assertTrue(
                Svgs.texts(chart).containsAll(List.of(texts)),
                () -> Arrays.toString(texts) + " in " + Svgs.texts(chart));
    }

    @Test
    void a_history_has_a_panel_a_metric_and_one_legend() {
        List<String> texts = Svgs.texts(ChartSamples.history());
        assertTrue(texts.containsAll(List.of("accuracy", "loss", "epoch", "1", "5", "0.6", "1.5")));
        assertEquals(1, texts.stream().filter("training"::equals).count());
        assertEquals(1, texts.stream().filter("validation"::equals).count());
        assertFalse(texts.contains("val_loss") || texts.contains("0"), texts::toString);
        assertTrue(Svgs.tips(ChartSamples.history()).contains("validation: 5, 0.72"));
    }

    @Test
    void a_metric_of_validation_alone_has_its_own_panel() {
        assertShows(Charts.history(Map.of("val_f1", List.of(0.5, 0.6))), "val_f1", "training");
    }

    @Test
    void a_missing_point_is_a_gap_and_one_between_two_gaps_a_dot() {
        Chart whole = Charts.line(ChartPoints.of("", 1, 2, 3, 4, 5));
        Chart broken = Charts.line(ChartPoints.of("", 1, 2, Double.NaN, 4, 5));
        assertEquals(Svgs.count(whole, "polyline") + 1, Svgs.count(broken, "polyline"));
        assertEquals(4, Svgs.count(broken, "circle"));
        double[] y = new double[400];
        Arrays.setAll(y, place -> place % 2 == 0 ? place : Double.POSITIVE_INFINITY);
        assertEquals(200, Svgs.count(Charts.line(ChartPoints.of("", y)), "circle"));
    }

    @Test
    void a_panel_without_a_finite_value_says_so() {
        assertShows(Charts.history(Map.of("loss", List.of(Double.NaN, Double.NaN))), "no finite values", "loss");
    }

    @Test
    void one_point_stands_in_the_middle() {
        Chart chart = Charts.scatter(ChartPoints.of("", new double[] {3}, new double[] {7}));
        assertEquals(List.of("3, 7"), Svgs.tips(chart));
        assertShows(chart, "3", "7");
        assertShows(Charts.history(Map.of("loss", List.of(2.5))), "1", "2.5");
    }

    @Test
    void many_points_are_drawn_once_for_each_half_unit() {
        double[] same = new double[100_000];
        Arrays.fill(same, 2);
        assertEquals(4, Svgs.count(Charts.scatter(ChartPoints.of("", same, same)), "circle"));
        assertTrue(Charts.line(ChartSamples.wave("", 100_000)).toSvg().length() < 60_000);
    }

    @Test
    void series_beyond_the_colours_are_dashed_and_a_long_legend_is_cut() {
        ChartPoints[] series = IntStream.range(0, 60)
                .mapToObj(place -> ChartSamples.wave("a series called " + place, 20))
                .toArray(ChartPoints[]::new);
        Chart chart = Charts.line(series);
        assertTrue(chart.toSvg().contains("stroke-dasharray=\"4\""));
        assertShows(chart, "and 48 more");
        assertEquals(60, (Svgs.count(chart, "circle") + Svgs.count(chart, "rect") - 1) / 20);
    }

    @Test
    void bars_stand_on_zero_and_a_missing_one_is_left_out() {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        series.put("train", List.of(12.0, 30.0));
        series.put("test", List.of(-4.0, Double.NaN));
        Chart chart = Charts.bars(List.of("first", "second"), series);
        assertShows(chart, "train", "test", "first", "second", "0", "30");
        assertEquals(List.of("first, train: 12", "second, train: 30", "first, test: −4"), Svgs.tips(chart));
    }

    @Test
    void long_names_are_slanted_and_cut() {
        List<String> names = IntStream.range(0, 40)
                .mapToObj(place -> "a level with a very long name indeed, number " + place)
                .toList();
        String svg = Charts.bars(
                        names, Map.of("", names.stream().map(name -> 1.0).toList()))
                .size(320, 240)
                .toSvg();
        assertTrue(svg.contains("rotate(-40 ") && svg.contains("…</text>"));
    }

    @Test
    void importance_is_sorted_with_whiskers() {
        Chart chart = Charts.importance(
                List.of("low", "none", "high"), new double[] {0.1, Double.NaN, 0.7}, new double[] {0, 0, 0.2});
        assertEquals(List.of("high: 0.7 ± 0.2", "low: 0.1"), Svgs.tips(chart));
        List<String> texts = Svgs.texts(chart);
        assertTrue(texts.indexOf("high") < texts.indexOf("low") && texts.indexOf("low") < texts.indexOf("none"));
    }

    @Test
    void a_histogram_counts_every_finite_value() {
        HistogramBins bins = HistogramBins.of(List.of(1.0, 1.0, 2.0, 3.0, 3.0, 3.0, Double.NaN, 9.0));
        assertEquals(7, bins.counts().stream().mapToInt(Integer::intValue).sum());
        assertTrue(bins.x().low() <= 1 && bins.x().high() >= 9);
        assertEquals(List.of(3), HistogramBins.of(List.of(5.0, 5.0, 5.0)).counts());
        assertShows(Charts.histogram("mpg", 1, 2, 3), "mpg", "count");
    }

    @Test
    void a_histogram_has_the_bins_of_freedman_and_diaconis_rounded() {
        List<Double> values =
                IntStream.range(0, 1000).mapToObj(place -> place / 1000.0).toList();
        assertEquals(0.1, HistogramBins.of(values).width(), 1e-12);
        assertEquals(
                List.of(100, 100, 100, 100, 100, 100, 100, 100, 100, 100),
                HistogramBins.of(values).counts());
    }

    @Test
    void a_confusion_matrix_shades_by_the_share_of_the_row() {
        Chart chart = Charts.confusion(List.of("no", "yes"), new double[][] {{990, 10}, {0, 10}});
        assertShows(chart, "true", "predicted", "990", "10");
        assertEquals("true no, predicted yes: 10 of 1,000", Svgs.tips(chart).get(1));
        String svg = chart.theme(Theme.LIGHT).toSvg();
        assertTrue(svg.contains("fill=\"#005a9e\" fill-opacity=\"0.95\"><title>true yes, predicted yes"));
    }

    @Test
    void a_heat_map_leaves_missing_cells_empty_and_has_two_hues_around_zero() {
        Chart chart =
                Charts.heatMap(List.of("r", "s"), List.of("c", "d"), new double[][] {{1, -0.512}, {Double.NaN, 0.25}});
        assertEquals(List.of("r, c: 1", "r, d: −0.512", "s, d: 0.25"), Svgs.tips(chart));
        assertShows(chart, "−0.51", "0.25");
        assertTrue(chart.toSvg().contains("#c04f00"));
    }

    @Test
    void one_value_everywhere_is_a_heat_map_too() {
        assertShows(Charts.heatMap(List.of("r"), List.of("c"), new double[][] {{3}}), "3");
        assertShows(Charts.heatMap(List.of("r"), List.of("c"), new double[][] {{Double.NaN}}), "r", "c");
    }

    @Test
    void a_search_shows_the_best_so_far() {
        assertShows(Charts.search(ChartSamples.score(), true), "best so far", "trial", "accuracy");
        LineMarks high =
                (LineMarks) marks(Charts.search(ChartSamples.score(), true)).get(0);
        assertEquals(
                List.of(0.8, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9), high.points().y().subList(1, 8));
        LineMarks low =
                (LineMarks) marks(Charts.search(ChartSamples.score(), false)).get(0);
        assertEquals(0.8, low.points().y().get(7));
    }

    private static List<Mark> marks(Chart chart) {
        return ((PanelGrid) chart.content()).panels().get(0).marks();
    }

    @Test
    void parameters_have_a_panel_or_an_axis_each() {
        assertShows(
                Charts.byParameter(ChartSamples.score(), ChartSamples.parameters()), "units", "rate", "0.001", "tanh");
        Chart parallel = Charts.parallel(ChartSamples.score(), true, ChartSamples.parameters());
        assertShows(parallel, "units", "rate", "activation", "accuracy", "elu");
        assertFalse(parallel.toSvg().contains("stroke-dasharray"));
        ChartVariable missing = ChartVariable.of("momentum", 0.5, Double.NaN, 0.5, 0.9);
        Chart gap = Charts.parallel(ChartSamples.score(), true, ChartVariable.of("units", 16, 32, 64, 128), missing);
        assertEquals(2, gap.toSvg().split("stroke-dasharray", -1).length);
    }

    @Test
    void curves_have_their_axes_and_what_to_compare_with() {
        ChartPoints curve = ChartPoints.of("model", new double[] {0, 0.5, 1}, new double[] {0, 0.8, 1});
        assertShows(Charts.roc(curve), "1 − specificity", "sensitivity", "model", "0.2", "1");
        assertShows(Charts.pr(curve), "recall", "precision");
        assertShows(Charts.calibration(curve), "mean predicted probability", "observed share", "ideal");
        assertShows(Charts.gain(curve), "share of rows, likeliest first", "at random");
        assertShows(Charts.lift(curve), "lift", "at random");
        assertShows(Charts.observedPredicted(curve), "observed", "predicted");
        assertShows(Charts.residuals(curve), "predicted", "observed − predicted");
    }

    @Test
    void nothing_to_draw_is_refused() {
        refused("Charts: series must have at least one value, got none", () -> Charts.line());
        refused(
                "Charts.bars: categories must have at least one value, got none",
                () -> Charts.bars(List.of(), Map.of()));
        refused(
                "Charts.bars: series must have at least one value, got none",
                () -> Charts.bars(List.of("a"), Map.of()));
        refused(
                "Charts.histogram: values must have at least one value, got none",
                () -> Charts.histogram("x", Double.NaN));
        refused(
                "Charts.history: 'loss' must have at least one value, got none",
                () -> Charts.history(Map.of("loss", List.of())));
        refused("Charts.importance: names must have at least one value, got none", () -> Charts.importance(List.of()));
        refused(
                "Charts.confusion: rows must have at least one value, got none",
                () -> Charts.confusion(List.of(), new double[0][]));
        refused(
                "Charts.search: score must have at least one value, got none",
                () -> Charts.search(ChartVariable.of("accuracy"), true));
        refused(
                "Charts.parallel: parameters must have at least one value, got none",
                () -> Charts.parallel(ChartSamples.score(), true));
    }

    @Test
    void shapes_that_do_not_agree_are_refused() {
        refused(
                "Charts.bars: 'n' must have 1 values like categories, got 2",
                () -> Charts.bars(List.of("a"), Map.of("n", List.of(1.0, 2.0))));
        refused(
                "Charts.heatMap: row 1 must have 2 values like column names, got 1",
                () -> Charts.heatMap(List.of("a", "b"), List.of("c", "d"), new double[][] {{1, 2}, {3}}));
        refused(
                "Charts.heatMap: values must have 1 values like row names, got 0",
                () -> Charts.heatMap(List.of("a"), List.of("c"), new double[0][]));
        refused(
                "Charts.importance: values must have 1 values like names, got 2",
                () -> Charts.importance(List.of("a"), 1, 2));
        refused(
                "Charts.importance: errors must have 1 values like names, got 2",
                () -> Charts.importance(List.of("a"), new double[] {1}, new double[] {1, 2}));
        refused(
                "Charts.byParameter: 'units' must have 4 values like the score, got 1",
                () -> Charts.byParameter(ChartSamples.score(), ChartVariable.of("units", 1)));
    }

    @Test
    void the_label_of_an_axis_stays_inside_a_small_picture() {
        Chart small = Charts.importance(List.of("a long name of a variable"), 1)
                .x("a label that is nearly as wide as the picture")
                .size(320, 200);
        Matcher label = Pattern.compile("<text x=\"([\\d.]+)\"[^>]*>a label that is nearly as wide as the picture<")
                .matcher(small.toSvg());
        assertTrue(label.find(), small::toSvg);
        double half = TextStyle.LABEL.width("a label that is nearly as wide as the picture") / 2;
        double middle = Double.parseDouble(label.group(1));
        assertTrue(middle - half >= 0 && middle + half <= 320, () -> middle + " ± " + half);
    }
}
