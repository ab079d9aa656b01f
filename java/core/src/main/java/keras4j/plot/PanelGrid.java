package keras4j.plot;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Panels side by side under one legend, in as many rows as necessary.
 *
 * @param wide the preferred width of one panel
 * @param high its preferred height
 */
record PanelGrid(String words, List<Panel> panels, double wide, double high) implements PlotArea {
    private static final double GAP = 18;
    private static final double MIN_PANEL_WIDTH = 215;
    private static final int MAX_COLUMNS = 3;
    /** Width over height of a well readable panel. */
    private static final double ASPECT_RATIO = 1.3;

    static PanelGrid of(String words, Panel... panels) {
        return new PanelGrid(words, List.of(panels), 600, 340);
    }

    PanelGrid sized(double width, double height) {
        return new PanelGrid(words, panels, width, height);
    }

    private Legend legend() {
        return new Legend(panels.stream()
                .flatMap(panel -> panel.marks().stream())
                .map(Mark::key)
                .flatMap(Optional::stream)
                .distinct()
                .toList());
    }

    private int columns(double width) {
        int fitting = (int) ((width + GAP) / (MIN_PANEL_WIDTH + GAP));
        return Math.max(1, Math.min(Math.min(MAX_COLUMNS, panels.size()), fitting));
    }

    /** Returns the number of columns that makes the panels largest. */
    private int columns(BoxMarks box) {
        int best = 1;
        for (int columns = 2; columns <= Math.min(MAX_COLUMNS, panels.size()); columns++) {
            best = extent(box, columns) > extent(box, best) ? columns : best;
        }
        return best;
    }

    private double extent(BoxMarks box, int columns) {
        int rows = -Math.floorDiv(-panels.size(), columns);
        return Math.min(box.width() / columns / ASPECT_RATIO, box.height() / rows);
    }

    @Override
    public double width() {
        int columns = Math.min(MAX_COLUMNS, panels.size());
        return columns * wide + (columns - 1) * GAP;
    }

    @Override
    public double height(double width) {
        int rows = -Math.floorDiv(-panels.size(), columns(width));
        return legend().height(width) + rows * high + (rows - 1) * GAP;
    }

    @Override
    public void draw(Canvas canvas, BoxMarks box) {
        Legend legend = legend();
        legend.draw(canvas, box);
        BoxMarks rest = box.inset(0, legend.height(box.width()), 0, 0);
        int columns = columns(rest);
        int rows = -Math.floorDiv(-panels.size(), columns);
        double width = (rest.width() - (columns - 1) * GAP) / columns;
        double height = (rest.height() - (rows - 1) * GAP) / rows;
        for (int place = 0; place < panels.size(); place++) {
            int row = place / columns;
            double x = rest.x() + (place - row * columns) * (width + GAP);
            double y = rest.y() + row * (height + GAP);
            new PanelFrame(panels.get(place), new BoxMarks(x, y, width, height)).draw(canvas);
        }
    }

    @Override
    public PlotArea x(String label) {
        return each(panel -> panel.x(label));
    }

    @Override
    public PlotArea y(String label) {
        return each(panel -> panel.y(label));
    }

    private PanelGrid each(UnaryOperator<Panel> change) {
        return new PanelGrid(words, panels.stream().map(change).toList(), wide, high);
    }
}
