package keras4j.code;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A Python module with {@code build} and {@code fit}: what is shown, and what runs.
 *
 * @param source the text, pure ASCII
 * @param fileName the name under which Python knows it, as in {@code mnist_mlp.py}
 * @param lines line number, from 1, to the layer that is made or applied there
 * @param layers layer name to the name of the block that it comes from, in the order of the program
 */
public record Program(String source, String fileName, Map<Integer, Place> lines, Map<String, String> layers) {
    /**
     * A layer in a program.
     *
     * @param layer its name
     * @param block the block that makes it, or that applies it where another block made it
     */
    public record Place(String layer, String block) {}

    public Program {
        lines = Map.copyOf(lines);
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
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
