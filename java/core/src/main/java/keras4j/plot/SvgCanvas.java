package keras4j.plot;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes SVG 1.1. Colours are attributes, so that every viewer has them; a style sheet turns them for readers who asked for dark. */
final class SvgCanvas implements Canvas {
    private final StringBuilder shapes = new StringBuilder();
    private final Set<Ink> filled = EnumSet.noneOf(Ink.class);
    private final Set<Ink> stroked = EnumSet.noneOf(Ink.class);
    private final Theme theme;

    SvgCanvas(Theme theme) {
        this.theme = theme;
    }

    @Override
    public void rectangle(Box box, double round, Fill fill, String tip) {
        String corner = round == 0 ? "" : " rx=\"" + Xml.number(round) + "\"";
        shape(
                "rect",
                "x=\"" + Xml.number(box.x()) + "\" y=\"" + Xml.number(box.y()) + "\" width=\"" + Xml.number(box.width())
                        + "\" height=\"" + Xml.number(box.height()) + "\"" + corner + fill(fill),
                tip);
    }

    @Override
    public void circle(Spot centre, double radius, Fill fill, String tip) {
        shape(
                "circle",
                "cx=\"" + Xml.number(centre.x()) + "\" cy=\"" + Xml.number(centre.y()) + "\" r=\"" + Xml.number(radius)
                        + "\"" + fill(fill),
                tip);
    }

    @Override
    public void dots(List<Spot> centres, double radius, Fill fill) {
        shapes.append("<g" + fill(fill) + ">\n");
        String end = "\" r=\"" + Xml.number(radius) + "\"/>\n";
        centres.forEach(centre ->
                shapes.append("<circle cx=\"" + Xml.number(centre.x()) + "\" cy=\"" + Xml.number(centre.y()) + end));
        shapes.append("</g>\n");
    }

    @Override
    public void polygon(List<Spot> corners, Fill fill) {
        shape("polygon", "points=\"" + places(corners) + "\"" + fill(fill), "");
    }

    @Override
    public void line(List<Spot> spots, Pen pen) {
        stroked.add(pen.ink());
        String dash = pen.dash() == 0 ? "" : " stroke-dasharray=\"" + Xml.number(pen.dash()) + "\"";
        shape(
                "polyline",
                "points=\"" + places(spots) + "\" fill=\"none\" stroke-linejoin=\"round\" stroke-width=\""
                        + Xml.number(pen.width()) + "\"" + dash + coloured("stroke", "-line", pen.ink(), pen.opacity()),
                "");
    }

    @Override
    public void text(Spot at, String text, Type type) {
        String x = Xml.number(at.x());
        String y = Xml.number(at.y());
        String anchor =
                switch (type.anchor()) {
                    case START -> "";
                    case MIDDLE -> " text-anchor=\"middle\"";
                    case END -> " text-anchor=\"end\"";
                };
        String turned =
                type.angle() == 0 ? "" : " transform=\"rotate(" + Xml.number(type.angle()) + " " + x + " " + y + ")\"";
        shapes.append("<text x=\"" + x + "\" y=\"" + y + "\" font-size=\"" + Xml.number(type.size()) + "\""
                + (type.bold() ? " font-weight=\"600\"" : "") + anchor + turned + fill(Fill.of(type.ink())) + ">"
                + Xml.escaped(text) + "</text>\n");
    }

    private void shape(String name, String attributes, String tip) {
        shapes.append("<" + name + " " + attributes);
        shapes.append(tip.isEmpty() ? "/>\n" : "><title>" + Xml.escaped(tip) + "</title></" + name + ">\n");
    }

    private static String places(List<Spot> spots) {
        return spots.stream()
                .map(spot -> Xml.number(spot.x()) + "," + Xml.number(spot.y()))
                .collect(Collectors.joining(" "));
    }

    private String fill(Fill fill) {
        filled.add(fill.ink());
        return coloured("fill", "", fill.ink(), fill.opacity());
    }

    private String coloured(String property, String kind, Ink ink, double opacity) {
        return (theme == Theme.AUTO ? " class=\"" + ink.css() + kind + "\"" : "") + " " + property + "=\""
                + ink.hex(theme == Theme.DARK) + "\""
                + (opacity == 1 ? "" : " " + property + "-opacity=\"" + Xml.number(opacity) + "\"");
    }

    /** The whole document; {@code label} is what is read aloud for it. */
    String document(int width, int height, String label) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\" aria-label=\"" + Xml.escaped(label)
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
