/**
 * Charts from plain numbers and names, as SVG, PNG and HTML.
 *
 * <pre>{@code
 * Chart chart = Charts.line(
 *         ChartPoints.of("training", epochs, loss), ChartPoints.of("validation", epochs, valLoss)).y("loss");
 * chart.save(Path.of("loss.svg"));     // or .png, .html
 * chart.toHtml();                      // for notebooks
 * Report.of("A fit").chart(chart).save(Path.of("report.html"));
 * }</pre>
 *
 * <p>{@link keras4j.plot.Charts} makes the charts, {@link keras4j.plot.ModelDiagram} the diagram of a network,
 * {@link keras4j.plot.Report} a page of both. All are values: equal by content, and drawn with the same bytes each
 * time.
 *
 * <p>Colours are those of Okabe and Ito, which are distinguishable with colour blindness, made lighter on a dark
 * background. They follow the reader's light or dark preference unless a {@link keras4j.plot.Theme} fixes them. Text
 * uses the reader's own sans-serif font; a PNG needs a font on the machine that draws it.
 */
@NullMarked
package keras4j.plot;

import org.jspecify.annotations.NullMarked;
