package keras4j.code;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.expr.CustomObject;

/**
 * A Python module with {@code build} and {@code fit}: what is shown, and what runs.
 *
 * @param source the text, pure ASCII but for the sources of custom objects above
 * @param fileName the name under which Python knows it, as in {@code mnist_mlp.py}
 * @param lines line number, from 1, to the layer that is made or applied there
 * @param layers layer name to the name of the block that it comes from, in the order of the program
 * @param customObjects what its first lines define
 */
public record Program(
        String source,
        String fileName,
        Map<Integer, Place> lines,
        Map<String, String> layers,
        List<CustomObject> customObjects) {
    /**
     * A layer in a program.
     *
     * @param layer its name
     * @param block the block that makes it, or that applies it where another block made it
     */
    public record Place(String layer, String block) {}

    public Program {
        customObjects = List.copyOf(customObjects);
        lines = Map.copyOf(lines);
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }

    public Program(String source, String fileName, Map<Integer, Place> lines, Map<String, String> layers) {
        this(source, fileName, lines, layers, List.of());
    }

    /** A program that was written before, of a model of a name; its lines are not known. */
    public static Program of(String source, String name) {
        return new Program(source, name + ".py", Map.of(), Map.of());
    }

    /** This program with the sources of custom objects above it. */
    public Program below(List<CustomObject> objects) {
        String header = header(objects);
        int shift = (int) header.lines().count();
        Map<Integer, Place> shifted = new HashMap<>();
        lines.forEach((line, layer) -> shifted.put(line + shift, layer));
        return new Program(header + source, fileName, shifted, layers, objects);
    }

    /** How many lines at the top are sources of custom objects. */
    public int headerLines() {
        return (int) header(customObjects).lines().count();
    }

    private static String header(List<CustomObject> objects) {
        StringBuilder header = new StringBuilder();
        objects.stream().map(CustomObject::source).distinct().forEach(each -> header.append(each)
                .append("\n\n"));
        return header.toString();
    }

    /** The layer that a line of the source makes or applies, if it does. */
    public Optional<Place> placeAt(int line) {
        return Optional.ofNullable(lines.get(line));
    }

    /** The source itself. */
    @Override
    public String toString() {
        return source;
    }
}
