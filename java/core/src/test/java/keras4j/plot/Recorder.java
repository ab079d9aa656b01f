package keras4j.plot;

import java.util.ArrayList;
import java.util.List;

/** Canvas that records each call and forwards it. */
final class Recorder implements Canvas {
    final List<String> calls = new ArrayList<>();
    private final Canvas canvas;

    Recorder(Canvas canvas) {
        this.canvas = canvas;
    }

    /** Returns the calls of a chart on a canvas. */
    static List<String> calls(Chart chart, Canvas canvas) {
        Recorder recorder = new Recorder(canvas);
        chart.draw(recorder);
        return recorder.calls;
    }

    @Override
    public void rectangle(BoxMarks box, double round, AreaFill fill, String tip) {
        calls.add("rectangle " + box + round + fill + tip);
        canvas.rectangle(box, round, fill, tip);
    }

    @Override
    public void circle(Spot centre, double radius, AreaFill fill, String tip) {
        calls.add("circle " + centre + radius + fill + tip);
        canvas.circle(centre, radius, fill, tip);
    }

    @Override
    public void dots(List<Spot> centres, double radius, AreaFill fill) {
        calls.add("dots " + centres + radius + fill);
        canvas.dots(centres, radius, fill);
    }

    @Override
    public void polygon(List<Spot> corners, AreaFill fill) {
        calls.add("polygon " + corners + fill);
        canvas.polygon(corners, fill);
    }

    @Override
    public void line(List<Spot> spots, DrawingPen pen) {
        calls.add("line " + spots + pen);
        canvas.line(spots, pen);
    }

    @Override
    public void text(Spot at, String text, TextStyle type) {
        calls.add("text " + at + text + type);
        canvas.text(at, text, type);
    }
}
