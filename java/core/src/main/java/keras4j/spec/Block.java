package keras4j.spec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import keras4j.catalogue.Catalogue;
import keras4j.catalogue.Check;
import keras4j.catalogue.Entry;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Items;
import keras4j.expr.Names;
import keras4j.expr.Supplied;
import keras4j.layer.Layer;

/**
 * A named run of layers that a spec can leave out or repeat; its args become arguments of the spec.
 *
 * @param name a letter followed by letters, digits and _, at most 64 characters
 * @param role where it stands in a network
 * @param layers the layers as calls, checked against the catalogue; none in an output that its spec is to choose
 */
public record Block(String name, Role role, List<Call> layers) {
    private static final Check CHECK = new Check(Catalogue.keras());
    private static final List<String> RESERVED = List.of("compile", "fit", "optimizer");

    /** Where a block stands. */
    public enum Role {
        INPUT,
        HIDDEN,
        OUTPUT
    }

    public Block {
        Names.check("block", "name", name);
        if (RESERVED.contains(name) || name.startsWith("compile_") || name.startsWith("fit_")) {
            throw new IllegalArgumentException(
                    "block: name must be none of compile, fit and optimizer and must not begin"
                            + " with compile_ or fit_, got \"" + name + "\"");
        }
        if (layers.isEmpty() && role != Role.OUTPUT) {
            throw new IllegalArgumentException("block " + name + ": layers must be at least one, got none");
        }
        layers = layers.stream().map(CHECK::call).toList();
        kinds(name, role, layers);
    }

    private static void kinds(String name, Role role, List<Call> layers) {
        for (Call layer : layers) {
            Entry entry = Catalogue.keras().entry(layer);
            boolean due = role == Role.INPUT ? entry.kind().equals("input") : entry.isLayer();
            if (!due || (role == Role.INPUT && layers.size() > 1)) {
                throw new IllegalArgumentException("block " + name + ": layers must be "
                        + (role == Role.INPUT ? "one keras.Input" : "layers") + ", got " + layer);
            }
        }
    }

    /** The entrance: rows of the given shape, or, without one, of the shape that the data have. */
    public static Block input(int... shape) {
        Expr rows = shape.length == 0 ? Supplied.INPUT_SHAPE : Items.tuple(shape);
        return new Block("input", Role.INPUT, List.of(Call.of("keras.Input").with("shape", rows)));
    }

    /** The exit; without layers it is what fits the outcome. */
    public static Block output(Layer... layers) {
        return new Block("output", Role.OUTPUT, calls(layers));
    }

    /** What stands between. */
    public static Block of(String name, Layer... layers) {
        return new Block(name, Role.HIDDEN, calls(layers));
    }

    private static List<Call> calls(Layer... layers) {
        return Arrays.stream(layers).map(Layer::expr).toList();
    }

    /** The same block under another name. */
    public Block as(String other) {
        return new Block(other, role, layers);
    }

    @Override
    public String toString() {
        return name + layers.stream().map(Call::toString).collect(Collectors.joining(", ", ": ", ""));
    }
}
