package keras4j.plot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import keras4j.plot.Canvas.Spot;
import org.jspecify.annotations.Nullable;

/** A picture of numbers, to be shown as SVG, PNG or HTML. {@link Charts} makes it. */
public final class Chart {
    private static final int SMALLEST = 160;
    private static final int LARGEST = 8000;
    private static final double MARGIN = 14;

    private final Content content;
    private final String title;
    private final @Nullable Size size;
    private final Theme theme;

    private record Size(int width, int height) {}

    private Chart(Content content, String title, @Nullable Size size, Theme theme) {
        this.content = content;
        this.title = title;
        this.size = size;
        this.theme = theme;
    }

    static Chart of(Content content) {
        return new Chart(content, "", null, Theme.AUTO);
    }

    /** With this title; empty for none. */
    public Chart title(String text) {
        return new Chart(content, text, size, theme);
    }

    /**
     * With this label at the horizontal axis; empty for none.
     *
     * @throws IllegalArgumentException if the chart has no such axis
     */
    public Chart x(String label) {
        return new Chart(content.x(label), title, size, theme);
    }

    /**
     * With this label at the vertical axis; empty for none.
     *
     * @throws IllegalArgumentException if the chart has no such axis
     */
    public Chart y(String label) {
        return new Chart(content.y(label), title, size, theme);
    }

    /**
     * Laid out anew for this width and height, in units of which a screen shows one a pixel. Without it the chart has the size that
     * suits what it shows.
     *
     * @throws IllegalArgumentException if one is below 160 or above 8000
     */
    public Chart size(int width, int height) {
        if (Math.min(width, height) < SMALLEST || Math.max(width, height) > LARGEST) {
            throw new IllegalArgumentException("Chart: width and height must be from " + SMALLEST + " to " + LARGEST
                    + ", got " + width + " and " + height);
        }
        return new Chart(content, title, new Size(width, height), theme);
    }

    /** On this ground. */
    public Chart theme(Theme ground) {
        return new Chart(content, title, size, ground);
    }

    /** The title; empty if there is none. */
    public String title() {
        return title;
    }

    /** Width in units. */
    public int width() {
        return size().width;
    }

    /** Height in units. */
    public int height() {
        return size().height;
    }

    private Size size() {
        if (size != null) {
            return size;
        }
        double width = Math.min(LARGEST, Math.max(320, content.width() + 2 * MARGIN));
        double height = content.height(width - 2 * MARGIN) + heading(width) + 2 * MARGIN;
        return new Size((int) Math.ceil(width), (int) Math.ceil(Math.max(SMALLEST, height)));
    }

    private double heading(double width) {
        return Titles.lines(title, width - 2 * MARGIN).size() * Titles.LINE;
    }

    Content content() {
        return content;
    }

    void draw(Canvas canvas) {
        Box all = new Box(0, 0, width(), height());
        canvas.rectangle(all, 0, Fill.of(Ink.SURFACE), "");
        List<String> lines = Titles.lines(title, all.width() - 2 * MARGIN);
        for (int line = 0; line < lines.size(); line++) {
            canvas.text(new Spot(MARGIN, MARGIN + 11 + line * Titles.LINE), lines.get(line), Type.TITLE);
        }
        content.draw(canvas, all.inset(MARGIN, MARGIN + heading(all.width()), MARGIN, MARGIN));
    }

    /** The picture as an SVG document, the same bytes for equal charts. */
    public String toSvg() {
        SvgCanvas canvas = new SvgCanvas(theme);
        draw(canvas);
        return canvas.document(width(), height(), title.isEmpty() ? content.words() : title + ": " + content.words());
    }

    /**
     * The picture as a PNG, two pixels a unit.
     *
     * @throws IllegalStateException if this machine has no font, or its Java no Java2D; SVG needs neither
     */
    public byte[] toPng() {
        return AwtCanvas.png(width(), height(), theme, this::draw);
    }

    /** The picture as a part of an HTML page, as notebooks show it. */
    public String toHtml() {
        return "<figure style=\"margin:0\">\n" + toSvg() + "</figure>\n";
    }

    /**
     * Writes the picture to a file, over what is there: an SVG, a PNG or a page, as the name ends in {@code .svg}, {@code .png} or
     * {@code .html}.
     *
     * @throws IllegalArgumentException if it ends in something else
     * @throws UncheckedIOException if the file can't be written
     */
    public void save(Path file) {
        String name = Objects.toString(file.getFileName(), "").toLowerCase(Locale.ROOT);
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "svg" -> write(file, toSvg().getBytes(StandardCharsets.UTF_8));
            case "png" -> write(file, toPng());
            case "html" -> Report.of(title).chart(this).save(file);
            default ->
                throw new IllegalArgumentException("Chart: file must end in .svg, .png or .html, got '" + file + "'");
        }
    }

    static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Chart: " + file + " cannot be written: " + e, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Chart that
                && content.equals(that.content)
                && title.equals(that.title)
                && Objects.equals(size, that.size)
                && theme == that.theme;
    }

    @Override
    public int hashCode() {
        return Objects.hash(content, title, size, theme);
    }

    /** As in {@code Chart 'A fit', training history, 660 × 320}. */
    @Override
    public String toString() {
        return "Chart '" + title + "', " + content.words() + ", " + width() + " × " + height();
    }
}
