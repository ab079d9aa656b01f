package keras4j.plot;

import java.util.ArrayList;
import java.util.List;
import keras4j.plot.Canvas.Spot;

/** The names of the series, above the panels so that it covers no data: as many rows as it takes, up to four. */
record Legend(List<Key> keys) {
    private static final double ROW = 19;
    private static final double GAP = 16;
    private static final double LONGEST = 230;
    private static final int ROWS = 4;

    double height(double width) {
        return keys.isEmpty() ? 0 : Math.min(ROWS, rows(width).size()) * ROW + 4;
    }

    private static double room(double width) {
        return Math.min(LONGEST, width - Key.SWATCH - 2);
    }

    private static double width(Key key, double width) {
        return Key.SWATCH + Math.min(room(width), Type.LABEL.width(key.name()));
    }

    private List<List<Key>> rows(double width) {
        List<List<Key>> rows = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (Key key : keys) {
            if (used + width(key, width) > width) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(key);
            used += width(key, width) + GAP;
        }
        return rows;
    }

    void draw(Canvas canvas, Box box) {
        List<List<Key>> rows = rows(box.width());
        Type type = Type.LABEL.anchored(Type.Anchor.START);
        for (int row = 0; row < Math.min(ROWS, rows.size()); row++) {
            double left = box.x();
            double middle = box.y() + ROW / 2 + row * ROW;
            boolean cut = row == ROWS - 1 && rows.size() > ROWS;
            if (cut) {
                int shown = rows.subList(0, row).stream().mapToInt(List::size).sum();
                String more = "and " + (keys.size() - shown) + " more";
                canvas.text(new Spot(left, middle + type.drop()), more, type.inked(Ink.MUTED));
                return;
            }
            for (Key key : rows.get(row)) {
                key.draw(canvas, left, middle);
                String name = type.fit(key.name(), room(box.width()));
                canvas.text(new Spot(left + Key.SWATCH, middle + type.drop()), name, type);
                left += width(key, box.width()) + GAP;
            }
        }
    }
}
