package keras4j.plot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import keras4j.internal.files.AtomicFile;
import keras4j.internal.files.FileAccess;
import keras4j.internal.files.NotRegularFileException;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.plot.Canvas.Spot;
import org.jspecify.annotations.Nullable;

/** A chart, to be shown as SVG, PNG or HTML; made by {@link Charts}. */
public final class Chart {
    private static final int MIN_SIZE = 160;
    private static final int MAX_SIZE = 8000;
    private static final double MARGIN = 14;

    private final PlotArea content;
    private final String title;
    private final @Nullable Size size;
    private final Theme theme;

    private record Size(int width, int height) {}

    private Chart(PlotArea content, String title, @Nullable Size size, Theme theme) {
        this.content = content;
        this.title = title;
        this.size = size;
        this.theme = theme;
    }

    static Chart of(PlotArea content) {
        return new Chart(content, "", null, Theme.AUTO);
    }

    /**
     * Returns a copy with this title.
     *
     * @param text the title; empty for none
     * @return the chart
     */
    public Chart title(String text) {
        Preconditions.notNull("Chart", "text", text);
        return new Chart(content, text, size, theme);
    }

    /**
     * Returns a copy with this label of the horizontal axis.
     *
     * @param label the label; empty for none
     * @return the chart
     * @throws IllegalArgumentException if the chart has no such axis
     */
    public Chart x(String label) {
        Preconditions.notNull("Chart", "label", label);
        return new Chart(content.x(label), title, size, theme);
    }

    /**
     * Returns a copy with this label of the vertical axis.
     *
     * @param label the label; empty for none
     * @return the chart
     * @throws IllegalArgumentException if the chart has no such axis
     */
    public Chart y(String label) {
        Preconditions.notNull("Chart", "label", label);
        return new Chart(content.y(label), title, size, theme);
    }

    /**
     * Returns a copy laid out for this size; the default size depends on the content. One unit is one pixel on a
     * screen.
     *
     * @param width the width in units, from 160 to 8000
     * @param height the height in units, from 160 to 8000
     * @return the chart
     * @throws IllegalArgumentException if one is below 160 or above 8000
     */
    public Chart size(int width, int height) {
        if (Math.min(width, height) < MIN_SIZE || Math.max(width, height) > MAX_SIZE) {
            throw new IllegalArgumentException("Chart: width and height must be from " + MIN_SIZE + " to " + MAX_SIZE
                    + ", got " + width + " and " + height);
        }
        return new Chart(content, title, new Size(width, height), theme);
    }

    /**
     * Returns a copy with this theme.
     *
     * @param ground light, dark, or the reader's preference
     * @return the chart
     */
    public Chart theme(Theme ground) {
        Preconditions.notNull("Chart", "ground", ground);
        return new Chart(content, title, size, ground);
    }

    /** {@return the title; empty if there is none} */
    public String title() {
        return title;
    }

    /** {@return the width in units} */
    public int width() {
        return size().width;
    }

    /** {@return the height in units} */
    public int height() {
        return size().height;
    }

    private Size size() {
        if (size != null) {
            return size;
        }
        double width = Math.min(MAX_SIZE, Math.max(320, content.width() + 2 * MARGIN));
        double height = content.height(width - 2 * MARGIN) + heading(width) + 2 * MARGIN;
        return new Size((int) Math.ceil(width), (int) Math.ceil(Math.max(MIN_SIZE, height)));
    }

    private double heading(double width) {
        return ChartTitles.lines(title, width - 2 * MARGIN).size() * ChartTitles.LINE_HEIGHT;
    }

    PlotArea content() {
        return content;
    }

    void draw(Canvas canvas) {
        BoxMarks all = new BoxMarks(0, 0, width(), height());
        canvas.rectangle(all, 0, AreaFill.of(SeriesColor.SURFACE), "");
        List<String> lines = ChartTitles.lines(title, all.width() - 2 * MARGIN);
        for (int line = 0; line < lines.size(); line++) {
            canvas.text(
                    new Spot(MARGIN, MARGIN + 11 + line * ChartTitles.LINE_HEIGHT), lines.get(line), TextStyle.TITLE);
        }
        content.draw(canvas, all.inset(MARGIN, MARGIN + heading(all.width()), MARGIN, MARGIN));
    }

    /** {@return the chart as an SVG document, the same bytes for equal charts} */
    public String toSvg() {
        SvgCanvas canvas = new SvgCanvas(theme);
        draw(canvas);
        return canvas.document(width(), height(), title.isEmpty() ? content.words() : title + ": " + content.words());
    }

    /**
     * Draws the chart as a PNG, two pixels a unit.
     *
     * @return the bytes of the PNG file
     * @throws IllegalStateException if this machine has no font, or its Java no Java2D; SVG needs neither
     */
    public byte[] toPng() {
        return AwtCanvas.png(width(), height(), theme, this::draw);
    }

    /** {@return the chart as an HTML fragment, for notebooks} */
    public String toHtml() {
        return "<figure style=\"margin:0\">\n" + toSvg() + "</figure>\n";
    }

    /**
     * Writes the chart to a file, whole or not at all, replacing an existing one. The extension selects the format: {@code .svg},
     * {@code .png} or {@code .html}, a page.
     *
     * @param file the file
     * @throws IllegalArgumentException if the extension is a different one, or there is anything but a regular file,
     *     such as a symbolic link or a device
     * @throws UncheckedIOException if the file can't be written
     */
    public void save(Path file) {
        Preconditions.notNull("Chart", "file", file);
        String name = Objects.toString(file.getFileName(), "").toLowerCase(Locale.ROOT);
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "svg" -> write(file, toSvg().getBytes(StandardCharsets.UTF_8));
            case "png" -> write(file, toPng());
            case "html" -> Report.of(title).chart(this).save(file);
            default ->
                throw new IllegalArgumentException(
                        "Chart: file must end in .svg, .png or .html, got '" + Quoted.file(file) + "'");
        }
    }

    static void write(Path file, byte[] bytes) {
        try {
            AtomicFile.write(file, bytes, FileAccess.UMASK);
        } catch (NotRegularFileException other) {
            throw new IllegalArgumentException("Chart: file " + other.requirement());
        } catch (IOException e) {
            throw new UncheckedIOException("Chart: " + Quoted.file(file) + " cannot be written: " + Quoted.file(e), e);
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

    /** Returns text such as {@code Chart 'A fit', training history, 660 × 320}. */
    @Override
    public String toString() {
        return "Chart '" + title + "', " + content.words() + ", " + width() + " × " + height();
    }
}
