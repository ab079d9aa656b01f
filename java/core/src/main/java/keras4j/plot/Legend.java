package keras4j.plot;

import java.util.ArrayList;
import java.util.List;
import keras4j.plot.Canvas.Spot;

/** The legend of the series, above the panels so that it covers no data: up to four rows. */
record Legend(List<LegendEntry> keys) {
    private static final double ROW_HEIGHT = 19;
    private static final double GAP = 16;
    private static final double MAX_NAME_WIDTH = 230;
    private static final int MAX_ROWS = 4;

    double height(double width) {
        return keys.isEmpty() ? 0 : Math.min(MAX_ROWS, rows(width).size()) * ROW_HEIGHT + 4;
    }

    private static double room(double width) {
        return Math.min(MAX_NAME_WIDTH, width - LegendEntry.SWATCH_WIDTH - 2);
    }

    private static double width(LegendEntry key, double width) {
        return LegendEntry.SWATCH_WIDTH + Math.min(room(width), TextStyle.LABEL.width(key.name()));
    }

    private List<List<LegendEntry>> rows(double width) {
        List<List<LegendEntry>> rows = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (LegendEntry key : keys) {
            if (used + width(key, width) > width) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(key);
            used += width(key, width) + GAP;
        }
        return rows;
    }

    void draw(Canvas canvas, BoxMarks box) {
        List<List<LegendEntry>> rows = rows(box.width());
        TextStyle type = TextStyle.LABEL.anchored(TextStyle.Anchor.START);
        for (int row = 0; row < Math.min(MAX_ROWS, rows.size()); row++) {
            double left = box.x();
            double middle = box.y() + ROW_HEIGHT / 2 + row * ROW_HEIGHT;
            boolean cut = row == MAX_ROWS - 1 && rows.size() > MAX_ROWS;
            if (cut) {
                int shown = rows.subList(0, row).stream().mapToInt(List::size).sum();
                String more = "and " + (keys.size() - shown) + " more";
                canvas.text(new Spot(left, middle + type.drop()), more, type.inked(SeriesColor.MUTED));
                return;
            }
            for (LegendEntry key : rows.get(row)) {
                key.draw(canvas, left, middle);
                String name = type.fit(key.name(), room(box.width()));
                canvas.text(new Spot(left + LegendEntry.SWATCH_WIDTH, middle + type.drop()), name, type);
                left += width(key, box.width()) + GAP;
            }
        }
    }
}
