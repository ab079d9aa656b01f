package keras4j.plot;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Canvas that paints with Java2D, two pixels a unit. */
final class AwtCanvas implements Canvas {
    private static final int PIXELS_PER_UNIT = 2;
    private static final long MAX_UNITS = 20_000_000;

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final boolean dark;

    AwtCanvas(int width, int height, Theme theme) {
        image = new BufferedImage(width * PIXELS_PER_UNIT, height * PIXELS_PER_UNIT, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.scale(PIXELS_PER_UNIT, PIXELS_PER_UNIT);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        dark = theme == Theme.DARK;
    }

    @Override
    public void rectangle(BoxMarks box, double round, AreaFill fill, String tip) {
        ink(fill.ink(), fill.opacity());
        graphics.fill(new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), 2 * round, 2 * round));
    }

    @Override
    public void circle(Spot centre, double radius, AreaFill fill, String tip) {
        ink(fill.ink(), fill.opacity());
        graphics.fill(new Ellipse2D.Double(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void dots(List<Spot> centres, double radius, AreaFill fill) {
        centres.forEach(centre -> circle(centre, radius, fill, ""));
    }

    @Override
    public void polygon(List<Spot> corners, AreaFill fill) {
        ink(fill.ink(), fill.opacity());
        Path2D path = path(corners);
        path.closePath();
        graphics.fill(path);
    }

    @Override
    public void line(List<Spot> spots, DrawingPen pen) {
        ink(pen.ink(), pen.opacity());
        float[] dash = pen.dash() == 0 ? null : new float[] {(float) pen.dash()};
        graphics.setStroke(
                new BasicStroke((float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0));
        graphics.draw(path(spots));
    }

    private static Path2D path(List<Spot> spots) {
        Path2D path = new Path2D.Double();
        path.moveTo(spots.get(0).x(), spots.get(0).y());
        spots.forEach(spot -> path.lineTo(spot.x(), spot.y()));
        return path;
    }

    @Override
    public void text(Spot at, String text, TextStyle type) {
        ink(type.ink(), 1);
        int weight = type.bold() ? Font.BOLD : Font.PLAIN;
        graphics.setFont(new Font(Font.SANS_SERIF, weight, 1).deriveFont((float) type.size()));
        double width = graphics.getFont()
                .getStringBounds(text, graphics.getFontRenderContext())
                .getWidth();
        double shift =
                switch (type.anchor()) {
                    case START -> 0;
                    case MIDDLE -> -width / 2;
                    case END -> -width;
                };
        AffineTransform upright = graphics.getTransform();
        graphics.translate(at.x(), at.y());
        graphics.rotate(Math.toRadians(type.angle()));
        graphics.drawString(text, (float) shift, 0);
        graphics.setTransform(upright);
    }

    private void ink(SeriesColor ink, double opacity) {
        graphics.setColor(Color.decode(ink.hex(dark)));
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
    }

    /**
     * Paints {@code drawing} and encodes it as a PNG.
     *
     * @throws IllegalStateException if Java2D does not work on this machine
     */
    static byte[] png(int width, int height, Theme theme, Consumer<Canvas> drawing) {
        if ((long) width * height > MAX_UNITS) {
            throw new IllegalArgumentException("Chart: a PNG must have at most " + MAX_UNITS + " units, got " + width
                    + " × " + height + "; save it as .svg");
        }
        probe();
        AwtCanvas canvas = new AwtCanvas(width, height, theme);
        drawing.accept(canvas);
        return canvas.bytes();
    }

    /**
     * Draws a letter: on a machine without fonts Java fails with one of several errors, some of them plain
     * {@link Error}s.
     */
    private static void probe() {
        try {
            new AwtCanvas(1, 1, Theme.LIGHT).text(new Spot(0, 0), "x", TextStyle.LABEL);
        } catch (Error | RuntimeException e) {
            throw new IllegalStateException(
                    "Chart: PNG must be drawn on a machine with a font, got " + e
                            + "; install one (fontconfig and fonts-dejavu-core), set -Djava.awt.headless=true if there is no display, or save as .svg or .html",
                    e);
        }
    }

    private byte[] bytes() {
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
