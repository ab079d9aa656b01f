package keras4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Parsing and comparison of SVG pictures. */
final class Svgs {
    private Svgs() {}

    static Element parsed(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    static List<Element> elements(String xml, String tag) {
        NodeList found = parsed(xml).getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(place -> (Element) found.item(place))
                .toList();
    }

    static List<String> texts(Chart chart) {
        return contents(chart, "text");
    }

    static List<String> tips(Chart chart) {
        return contents(chart, "title");
    }

    private static List<String> contents(Chart chart, String tag) {
        return elements(chart.toSvg(), tag).stream()
                .map(Element::getTextContent)
                .toList();
    }

    static long count(Chart chart, String tag) {
        return elements(chart.toSvg(), tag).size();
    }

    /** Compares a chart with a picture that was inspected by eye. */
    static void assertAsSeen(String file, Chart chart) {
        try (InputStream stream = Objects.requireNonNull(Svgs.class.getResourceAsStream(file), file)) {
            assertEquals(new String(stream.readAllBytes(), StandardCharsets.UTF_8), chart.toSvg());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
