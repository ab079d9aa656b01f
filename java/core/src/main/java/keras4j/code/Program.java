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
 * @param lines line number, from 1, to the name of the layer that is made there
 * @param layers layer name to the name of the block that it comes from, in the order of the program
 */
public record Program(String source, String fileName, Map<Integer, String> lines, Map<String, String> layers) {
    public Program {
        lines = Map.copyOf(lines);
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }

    /** The layer that a line of the source makes, if it makes one. */
    public Optional<String> layerAt(int line) {
        return Optional.ofNullable(lines.get(line));
    }

    /** The block that a line of the source belongs to, if it belongs to one. */
    public Optional<String> blockAt(int line) {
        return layerAt(line).map(layers::get);
    }

    /** The source itself. */
    @Override
    public String toString() {
        return source;
    }
}
