package keras4j.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.expr.CustomObject;
import keras4j.internal.text.Preconditions;

/**
 * Python module with the functions {@code build} and {@code fit}, for display and for execution.
 *
 * @param source the text, pure ASCII except for the sources of custom objects at the top
 * @param fileName its name in Python, such as {@code mnist_mlp.py}
 * @param lines the layer that is made or applied on a line, by the number of the line, from 1
 * @param layers the name of each layer's block, by layer, in the order of the program
 * @param customObjects the custom objects that its first lines define
 */
public record Program(
        String source,
        String fileName,
        Map<Integer, Place> lines,
        Map<String, String> layers,
        List<CustomObject> customObjects) {
    /**
     * Layer in a program.
     *
     * @param layer its name
     * @param block the block that makes it, or that applies a layer of another block
     */
    public record Place(String layer, String block) {
        /**
         * Checks the components.
         *
         * @param layer its name
         * @param block the block that makes it, or that applies a layer of another block
         */
        public Place {
            Preconditions.notNull("Place", "layer", layer);
            Preconditions.notNull("Place", "block", block);
        }
    }

    /**
     * Copies the collections.
     *
     * @param source the text, pure ASCII except for the sources of custom objects at the top
     * @param fileName its name in Python, such as {@code mnist_mlp.py}
     * @param lines the layer that is made or applied on a line, by the number of the line, from 1
     * @param layers the name of each layer's block, by layer, in the order of the program
     * @param customObjects the custom objects that its first lines define
     */
    public Program {
        Preconditions.notNull("Program", "source", source);
        Preconditions.notNull("Program", "fileName", fileName);
        customObjects = Preconditions.items("Program", "customObjects", customObjects);
        lines = Preconditions.entries("Program", "lines", lines);
        layers = Preconditions.entries("Program", "layers", layers);
    }

    /**
     * Creates a program without custom objects.
     *
     * @param source the text, pure ASCII
     * @param fileName its name in Python, such as {@code mnist_mlp.py}
     * @param lines the layer that is made or applied on a line, by the number of the line, from 1
     * @param layers the name of each layer's block, by layer, in the order of the program
     */
    public Program(String source, String fileName, Map<Integer, Place> lines, Map<String, String> layers) {
        this(source, fileName, lines, layers, List.of());
    }

    /**
     * {@return a program from existing source, whose lines are unknown}
     *
     * @param source the text
     * @param name the model's name
     */
    public static Program of(String source, String name) {
        Preconditions.notNull("Program", "name", name);
        return new Program(source, name + ".py", Map.of(), Map.of());
    }

    /**
     * {@return a copy with the sources of custom objects at the top}
     *
     * @param objects the custom objects
     */
    public Program below(List<CustomObject> objects) {
        Preconditions.items("Program", "objects", objects);
        String header = header(objects);
        int shift = (int) header.lines().count();
        Map<Integer, Place> shifted = new HashMap<>();
        lines.forEach((line, layer) -> shifted.put(line + shift, layer));
        return new Program(header + source, fileName, shifted, layers, objects);
    }

    /** {@return the number of lines at the top that are sources of custom objects} */
    public int headerLines() {
        return (int) header(customObjects).lines().count();
    }

    private static String header(List<CustomObject> objects) {
        StringBuilder header = new StringBuilder();
        objects.stream().map(CustomObject::source).distinct().forEach(each -> header.append(each)
                .append("\n\n"));
        return header.toString();
    }

    /**
     * {@return the layer that a line makes or applies, if any}
     *
     * @param line the number of the line, from 1
     */
    public Optional<Place> placeAt(int line) {
        return Optional.ofNullable(lines.get(line));
    }

    /** Returns the source. */
    @Override
    public String toString() {
        return source;
    }
}
