package keras4j.plot;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Panels side by side, in rows where there is no room, under one legend.
 *
 * @param wide the width that suits one panel
 * @param high its height
 */
record Panels(String words, List<Panel> panels, double wide, double high) implements Content {
    private static final double GAP = 18;
    private static final double NARROWEST = 215;
    private static final int MOST_COLUMNS = 3;
    /** Width over height of a panel that is pleasant to read. */
    private static final double SHAPE = 1.3;

    static Panels of(String words, Panel... panels) {
        return new Panels(words, List.of(panels), 600, 340);
    }

    Panels sized(double width, double height) {
        return new Panels(words, panels, width, height);
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
        int fitting = (int) ((width + GAP) / (NARROWEST + GAP));
        return Math.max(1, Math.min(Math.min(MOST_COLUMNS, panels.size()), fitting));
    }

    /** The number of columns with which panels are largest. */
    private int columns(Box box) {
        int best = 1;
        for (int columns = 2; columns <= Math.min(MOST_COLUMNS, panels.size()); columns++) {
            best = extent(box, columns) > extent(box, best) ? columns : best;
        }
        return best;
    }

    private double extent(Box box, int columns) {
        int rows = -Math.floorDiv(-panels.size(), columns);
        return Math.min(box.width() / columns / SHAPE, box.height() / rows);
    }

    @Override
    public double width() {
        int columns = Math.min(MOST_COLUMNS, panels.size());
        return columns * wide + (columns - 1) * GAP;
    }

    @Override
    public double height(double width) {
        int rows = -Math.floorDiv(-panels.size(), columns(width));
        return legend().height(width) + rows * high + (rows - 1) * GAP;
    }

    @Override
    public void draw(Canvas canvas, Box box) {
        Legend legend = legend();
        legend.draw(canvas, box);
        Box rest = box.inset(0, legend.height(box.width()), 0, 0);
        int columns = columns(rest);
        int rows = -Math.floorDiv(-panels.size(), columns);
        double width = (rest.width() - (columns - 1) * GAP) / columns;
        double height = (rest.height() - (rows - 1) * GAP) / rows;
        for (int place = 0; place < panels.size(); place++) {
            int row = place / columns;
            double x = rest.x() + (place - row * columns) * (width + GAP);
            double y = rest.y() + row * (height + GAP);
            new Frame(panels.get(place), new Box(x, y, width, height)).draw(canvas);
        }
    }

    @Override
    public Content x(String label) {
        return each(panel -> panel.x(label));
    }

    @Override
    public Content y(String label) {
        return each(panel -> panel.y(label));
    }

    private Panels each(UnaryOperator<Panel> change) {
        return new Panels(words, panels.stream().map(change).toList(), wide, high);
    }
}
