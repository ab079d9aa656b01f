package keras4j.plot;

import java.util.ArrayList;
import java.util.List;
import keras4j.plot.Canvas.Spot;

/** A model diagram in rows: boxes with name, kind and shape, and arrows down. */
record DiagramLayout(ModelDiagram diagram) implements PlotArea {
    private static final double BOX_HEIGHT = 54;
    private static final double ROW_GAP = 34;

    @Override
    public String words() {
        return "model of " + diagram.nodes().size() + " layers";
    }

    @Override
    public double width() {
        return placement().width();
    }

    @Override
    public double height(double width) {
        return layers().rows().size() * (BOX_HEIGHT + ROW_GAP) - ROW_GAP + 4;
    }

    private SugiyamaLayout layers() {
        return SugiyamaLayout.of(diagram.nodes().size(), diagram.edges());
    }

    private LabelPlacement placement() {
        return LabelPlacement.of(
                layers(), diagram.nodes().stream().map(DiagramLayout::room).toList());
    }

    private static double room(DiagramNode node) {
        double head = TextStyle.HEADING.width(node.name()) + TextStyle.TICK.width(node.kind()) + 14;
        return Math.min(330, Math.max(130, Math.max(head, TextStyle.TICK.width(node.detail())) + 24));
    }

    @Override
    public void draw(Canvas canvas, BoxMarks box) {
        SugiyamaLayout layers = layers();
        LabelPlacement placement = placement();
        double shrink = Math.min(1, box.width() / placement.width());
        double left = box.x() + (box.width() - shrink * placement.width()) / 2;
        double stretch = (box.height() - 4) / (layers.rows().size() * (BOX_HEIGHT + ROW_GAP) - ROW_GAP);
        double step = stretch * (BOX_HEIGHT + ROW_GAP);
        double high = Math.min(1, stretch) * BOX_HEIGHT;
        BoxMarks[] boxes = new BoxMarks[placement.centres().size()];
        for (int row = 0; row < layers.rows().size(); row++) {
            for (int node : layers.rows().get(row)) {
                double width =
                        node < layers.size() ? shrink * placement.widths().get(node) : 0;
                double centre = left + shrink * placement.centres().get(node);
                boxes[node] = new BoxMarks(centre - width / 2, box.y() + row * step, width, high);
            }
        }
        List<String> kinds =
                diagram.nodes().stream().map(DiagramNode::kind).distinct().toList();
        layers.routes().forEach(route -> arrow(canvas, boxes, route));
        for (int node = 0; node < layers.size(); node++) {
            card(canvas, boxes[node], diagram.nodes().get(node), kinds);
        }
    }

    private static void card(Canvas canvas, BoxMarks box, DiagramNode node, List<String> kinds) {
        String tip = node.name() + ", " + node.kind() + (node.detail().isEmpty() ? "" : ", " + node.detail());
        canvas.rectangle(box.inset(-1, -1, -1, -1), 8, AreaFill.of(SeriesColor.AXIS), "");
        canvas.rectangle(box, 7, AreaFill.of(SeriesColor.CARD), tip);
        SeriesColor hue = SeriesColor.series(kinds.indexOf(node.kind()));
        canvas.rectangle(
                new BoxMarks(box.x(), box.y() + 7, 4, Math.max(0, box.height() - 14)), 0, AreaFill.of(hue), "");
        TextStyle name = TextStyle.HEADING.sized(Math.min(12.5, box.height() / 3.4));
        TextStyle kind = TextStyle.TICK.sized(Math.min(11, name.size())).anchored(TextStyle.Anchor.END);
        double room = box.width() - 24;
        String first = name.fit(node.name(), room * 0.72);
        String second = kind.fit(node.kind(), room - name.width(first) - 8);
        String detail = kind.fit(node.detail(), room);
        double top = box.y() + box.height() * (detail.isEmpty() ? 0.5 : 0.33) + name.drop();
        canvas.text(new Spot(box.x() + 13, top), first, name);
        canvas.text(new Spot(box.right() - 11, top), second, kind);
        canvas.text(
                new Spot(box.x() + 13, box.y() + box.height() * 0.72 + kind.drop()),
                detail,
                kind.anchored(TextStyle.Anchor.START));
    }

    private static void arrow(Canvas canvas, BoxMarks[] boxes, List<Integer> route) {
        List<Spot> spots = new ArrayList<>();
        for (int place = 1; place < route.size(); place++) {
            BoxMarks from = boxes[route.get(place - 1)];
            BoxMarks to = boxes[route.get(place)];
            spots.add(new Spot(from.centreX(), place == 1 ? from.bottom() : from.y()));
            spots.add(new Spot(from.centreX(), from.bottom()));
            bend(
                    spots,
                    new Spot(from.centreX(), from.bottom()),
                    new Spot(to.centreX(), to.y() - (place == route.size() - 1 ? 6 : 0)));
        }
        canvas.line(spots, DrawingPen.of(SeriesColor.AXIS, 1.6));
        BoxMarks end = boxes[route.get(route.size() - 1)];
        double x = end.centreX();
        canvas.polygon(
                List.of(new Spot(x, end.y() - 1), new Spot(x - 4.5, end.y() - 9), new Spot(x + 4.5, end.y() - 9)),
                AreaFill.of(SeriesColor.AXIS));
    }

    /** Adds a smooth curve down: a cubic that starts and ends vertically. */
    private static void bend(List<Spot> spots, Spot from, Spot to) {
        int steps = from.x() == to.x() ? 1 : 12;
        for (int step = 1; step <= steps; step++) {
            double t = (double) step / steps;
            double ease = t * t * (3 - 2 * t);
            spots.add(new Spot(from.x() + ease * (to.x() - from.x()), from.y() + t * (to.y() - from.y())));
        }
    }
}
