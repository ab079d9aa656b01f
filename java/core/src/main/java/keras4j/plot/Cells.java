package keras4j.plot;

import java.util.List;
import java.util.Optional;
import keras4j.plot.Canvas.Spot;

/**
 * A table of coloured cells, row 0 on top: {@code shades} from −1 to 1, NaN for an empty cell; {@code texts} in them where there is
 * room, and {@code tips} for each.
 */
record Cells(List<List<Double>> shades, List<List<String>> texts, List<List<String>> tips) implements Mark {
    private static final double DARKEST = 0.95;
    private static final double SMALLEST = 7.5;
    /** Up to this shade ordinary text stands out more than that for strong ground. */
    private static final double LEGIBLE_DARK = 0.7;

    @Override
    public Span x() {
        return Span.NONE;
    }

    @Override
    public Span y() {
        return Span.NONE;
    }

    @Override
    public Optional<Key> key() {
        return Optional.empty();
    }

    static Fill fill(double shade) {
        return new Fill(shade < 0 ? Ink.LOW : Ink.HIGH, 0.04 + (DARKEST - 0.04) * Math.abs(shade));
    }

    @Override
    public void draw(Canvas canvas, Scale x, Scale y) {
        double gap = Math.min(x.band(), y.band()) > 8 ? 1 : 0;
        double size = textSize(x.band() - 6, y.band());
        for (int row = 0; row < shades.size(); row++) {
            for (int column = 0; column < shades.get(row).size(); column++) {
                double shade = shades.get(row).get(column);
                Box box = new Box(x.at(column - 0.5), y.at(row - 0.5), x.band() - gap, y.band() - gap);
                if (!Double.isNaN(shade)) {
                    canvas.rectangle(box, 0, fill(shade), tips.get(row).get(column));
                    write(canvas, box, texts.get(row).get(column), shade, size);
                }
            }
        }
    }

    /** One size for all, so that the longest text has room. */
    private double textSize(double width, double height) {
        double longest = texts.stream()
                .flatMap(List::stream)
                .mapToDouble(Glyphs::width)
                .max()
                .orElse(0);
        return Math.min(13, Math.min(height * 0.6, width / Math.max(longest, 0.1)));
    }

    private static void write(Canvas canvas, Box box, String text, double shade, double size) {
        if (size >= SMALLEST && !text.isEmpty()) {
            Ink ink = Math.abs(shade) > LEGIBLE_DARK ? Ink.ON_STRONG : Ink.TEXT;
            Type type = Type.LABEL.sized(size).inked(ink);
            canvas.text(new Spot(box.centreX(), box.centreY() + type.drop()), text, type);
        }
    }
}
