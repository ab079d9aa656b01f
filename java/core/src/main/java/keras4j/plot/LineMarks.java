package keras4j.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keras4j.plot.Canvas.Spot;

/**
 * A line through points in their order, with gaps at missing ones, and with dots if there is enough space. Of {@code lines}
 * more than 20, each is drawn with less detail, which the others would hide.
 */
record LineMarks(ChartPoints points, int series, boolean dotted, int lines) implements Mark {
    private static final double MIN_DOT_GAP = 9;
    /** Width in units within which points are not told apart. */
    private static final double FINE = 0.5;

    private static final double COARSE = 8;
    private static final double MAX_FINE_LINES = 20;

    LineMarks(ChartPoints points, int series, boolean dotted) {
        this(points, series, dotted, 1);
    }

    @Override
    public NumericExtent x() {
        return NumericExtent.of(points.x());
    }

    @Override
    public NumericExtent y() {
        return NumericExtent.of(points.y());
    }

    @Override
    public Optional<LegendEntry> key() {
        return LegendEntry.of(points.name(), LegendEntry.Look.LINE, series);
    }

    @Override
    public void draw(Canvas canvas, AxisScale x, AxisScale y) {
        boolean dots = dotted && Math.abs(x.end() - x.start()) / points.size() >= MIN_DOT_GAP;
        List<Spot> run = new ArrayList<>();
        for (int point = 0; point < points.size(); point++) {
            double across = points.x().get(point);
            double up = points.y().get(point);
            if (x.shows(across) && y.shows(up)) {
                run.add(new Spot(x.at(across), y.at(up)));
            } else {
                stroke(canvas, run);
                run.clear();
            }
        }
        stroke(canvas, run);
        if (dots) {
            dots(canvas, x, y);
        }
    }

    private void stroke(Canvas canvas, List<Spot> run) {
        if (run.size() == 1) {
            DotMarks.dot(canvas, run.get(0), 3, series, 1, "");
        } else if (run.size() > 1) {
            canvas.line(thinned(run), DrawingPen.series(series));
        }
    }

    private void dots(Canvas canvas, AxisScale x, AxisScale y) {
        for (int point = 0; point < points.size(); point++) {
            if (x.shows(points.x().get(point)) && y.shows(points.y().get(point))) {
                Spot spot =
                        new Spot(x.at(points.x().get(point)), y.at(points.y().get(point)));
                DotMarks.dot(canvas, spot, 3, series, 1, DotMarks.tip(points, point));
            }
        }
    }

    /**
     * Reduces spots within half a unit of width, or more of many lines, to the first, the lowest, the highest and the last,
     * without a visible change.
     */
    private List<Spot> thinned(List<Spot> run) {
        double width = Math.min(COARSE, FINE * Math.max(1, lines / MAX_FINE_LINES));
        List<Spot> kept = new ArrayList<>();
        for (int first = 0; first < run.size(); ) {
            int low = first;
            int high = first;
            int next = first + 1;
            while (next < run.size()
                    && Math.abs(run.get(next).x() - run.get(first).x()) < width) {
                low = run.get(next).y() < run.get(low).y() ? next : low;
                high = run.get(next).y() > run.get(high).y() ? next : high;
                next++;
            }
            int[] places = {first, Math.min(low, high), Math.max(low, high), next - 1};
            for (int place = 0; place < places.length; place++) {
                if (place == 0 || places[place] > places[place - 1]) {
                    kept.add(run.get(places[place]));
                }
            }
            first = next;
        }
        return kept;
    }
}
