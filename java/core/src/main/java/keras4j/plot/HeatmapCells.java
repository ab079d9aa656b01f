package keras4j.plot;

import java.util.List;
import java.util.Optional;
import keras4j.plot.Canvas.Spot;

/**
 * A table of coloured cells, row 0 on top: {@code shades} from −1 to 1, NaN for an empty cell, {@code texts} for cells
 * that are large enough, and {@code tips}.
 */
record HeatmapCells(List<List<Double>> shades, List<List<String>> texts, List<List<String>> tips) implements Mark {
    private static final double MAX_OPACITY = 0.95;
    private static final double MIN_TEXT_SIZE = 7.5;
    /** Shade up to which ordinary text has more contrast than text for strong backgrounds. */
    private static final double MAX_DARK_TEXT_SHADE = 0.7;

    @Override
    public NumericExtent x() {
        return NumericExtent.NONE;
    }

    @Override
    public NumericExtent y() {
        return NumericExtent.NONE;
    }

    @Override
    public Optional<LegendEntry> key() {
        return Optional.empty();
    }

    static AreaFill fill(double shade) {
        return new AreaFill(
                shade < 0 ? SeriesColor.LOW : SeriesColor.HIGH, 0.04 + (MAX_OPACITY - 0.04) * Math.abs(shade));
    }

    @Override
    public void draw(Canvas canvas, AxisScale x, AxisScale y) {
        double gap = Math.min(x.band(), y.band()) > 8 ? 1 : 0;
        double size = textSize(x.band() - 6, y.band());
        for (int row = 0; row < shades.size(); row++) {
            for (int column = 0; column < shades.get(row).size(); column++) {
                double shade = shades.get(row).get(column);
                BoxMarks box = new BoxMarks(x.at(column - 0.5), y.at(row - 0.5), x.band() - gap, y.band() - gap);
                if (!Double.isNaN(shade)) {
                    canvas.rectangle(box, 0, fill(shade), tips.get(row).get(column));
                    write(canvas, box, texts.get(row).get(column), shade, size);
                }
            }
        }
    }

    /** Returns one text size for all cells, so that the longest text fits. */
    private double textSize(double width, double height) {
        double longest = texts.stream()
                .flatMap(List::stream)
                .mapToDouble(FontMetrics::width)
                .max()
                .orElse(0);
        return Math.min(13, Math.min(height * 0.6, width / Math.max(longest, 0.1)));
    }

    private static void write(Canvas canvas, BoxMarks box, String text, double shade, double size) {
        if (size >= MIN_TEXT_SIZE && !text.isEmpty()) {
            SeriesColor ink = Math.abs(shade) > MAX_DARK_TEXT_SHADE ? SeriesColor.ON_STRONG : SeriesColor.TEXT;
            TextStyle type = TextStyle.LABEL.sized(size).inked(ink);
            canvas.text(new Spot(box.centreX(), box.centreY() + type.drop()), text, type);
        }
    }
}
