package keras4j.plot;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Canvas that writes SVG 1.1. Colours are attributes, for every viewer; a style sheet replaces them for readers who
 * prefer dark.
 */
final class SvgCanvas implements Canvas {
    private final StringBuilder shapes = new StringBuilder();
    private final Set<SeriesColor> filled = EnumSet.noneOf(SeriesColor.class);
    private final Set<SeriesColor> stroked = EnumSet.noneOf(SeriesColor.class);
    private final Theme theme;

    SvgCanvas(Theme theme) {
        this.theme = theme;
    }

    @Override
    public void rectangle(BoxMarks box, double round, AreaFill fill, String tip) {
        String corner = round == 0 ? "" : " rx=\"" + XmlText.number(round) + "\"";
        shape(
                "rect",
                "x=\"" + XmlText.number(box.x()) + "\" y=\"" + XmlText.number(box.y()) + "\" width=\""
                        + XmlText.number(box.width()) + "\" height=\"" + XmlText.number(box.height()) + "\"" + corner
                        + fill(fill),
                tip);
    }

    @Override
    public void circle(Spot centre, double radius, AreaFill fill, String tip) {
        shape(
                "circle",
                "cx=\"" + XmlText.number(centre.x()) + "\" cy=\"" + XmlText.number(centre.y()) + "\" r=\""
                        + XmlText.number(radius) + "\"" + fill(fill),
                tip);
    }

    @Override
    public void dots(List<Spot> centres, double radius, AreaFill fill) {
        shapes.append("<g" + fill(fill) + ">\n");
        String end = "\" r=\"" + XmlText.number(radius) + "\"/>\n";
        centres.forEach(centre -> shapes.append(
                "<circle cx=\"" + XmlText.number(centre.x()) + "\" cy=\"" + XmlText.number(centre.y()) + end));
        shapes.append("</g>\n");
    }

    @Override
    public void polygon(List<Spot> corners, AreaFill fill) {
        shape("polygon", "points=\"" + places(corners) + "\"" + fill(fill), "");
    }

    @Override
    public void line(List<Spot> spots, DrawingPen pen) {
        stroked.add(pen.ink());
        String dash = pen.dash() == 0 ? "" : " stroke-dasharray=\"" + XmlText.number(pen.dash()) + "\"";
        shape(
                "polyline",
                "points=\"" + places(spots) + "\" fill=\"none\" stroke-linejoin=\"round\" stroke-width=\""
                        + XmlText.number(pen.width()) + "\"" + dash
                        + coloured("stroke", "-line", pen.ink(), pen.opacity()),
                "");
    }

    @Override
    public void text(Spot at, String text, TextStyle type) {
        String x = XmlText.number(at.x());
        String y = XmlText.number(at.y());
        String anchor =
                switch (type.anchor()) {
                    case START -> "";
                    case MIDDLE -> " text-anchor=\"middle\"";
                    case END -> " text-anchor=\"end\"";
                };
        String turned = type.angle() == 0
                ? ""
                : " transform=\"rotate(" + XmlText.number(type.angle()) + " " + x + " " + y + ")\"";
        shapes.append("<text x=\"" + x + "\" y=\"" + y + "\" font-size=\"" + XmlText.number(type.size()) + "\""
                + (type.bold() ? " font-weight=\"600\"" : "") + anchor + turned + fill(AreaFill.of(type.ink())) + ">"
                + XmlText.escaped(text) + "</text>\n");
    }

    private void shape(String name, String attributes, String tip) {
        shapes.append("<" + name + " " + attributes);
        shapes.append(tip.isEmpty() ? "/>\n" : "><title>" + XmlText.escaped(tip) + "</title></" + name + ">\n");
    }

    private static String places(List<Spot> spots) {
        return spots.stream()
                .map(spot -> XmlText.number(spot.x()) + "," + XmlText.number(spot.y()))
                .collect(Collectors.joining(" "));
    }

    private String fill(AreaFill fill) {
        filled.add(fill.ink());
        return coloured("fill", "", fill.ink(), fill.opacity());
    }

    private String coloured(String property, String kind, SeriesColor ink, double opacity) {
        return (theme == Theme.AUTO ? " class=\"" + ink.css() + kind + "\"" : "") + " " + property + "=\""
                + ink.hex(theme == Theme.DARK) + "\""
                + (opacity == 1 ? "" : " " + property + "-opacity=\"" + XmlText.number(opacity) + "\"");
    }

    /** Returns the whole document; {@code label} is its text for screen readers. */
    String document(int width, int height, String label) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\" aria-label=\"" + XmlText.escaped(label)
                + "\" font-family=\"system-ui, sans-serif\" style=\"max-width:100%;height:auto\">\n" + style() + shapes
                + "</svg>\n";
    }

    private String style() {
        if (theme != Theme.AUTO) {
            return "";
        }
        String rules = filled.stream()
                        .map(ink -> "." + ink.css() + "{fill:" + ink.hex(true) + "}")
                        .collect(Collectors.joining("\n"))
                + stroked.stream()
                        .map(ink -> "\n." + ink.css() + "-line{stroke:" + ink.hex(true) + "}")
                        .collect(Collectors.joining());
        return "<style>@media (prefers-color-scheme:dark){\n" + rules + "\n}</style>\n";
    }
}
