package keras4j.spec;

import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/**
 * A named run of layers that a spec can leave out or repeat; its args become arguments of the spec.
 *
 * <p>Blocks stand one after another. In a graph each block but an input says which blocks it takes, {@link #from}.
 *
 * @param name a letter followed by letters, digits and _, at most 64 characters
 * @param role where it stands in a network
 * @param layers the layers as calls, checked against the catalogue; none in an output that its spec is to choose, or
 *     where they are those of another block
 * @param from the blocks that it takes, in a graph; its first layer gets a list where they are several
 * @param columns the columns of a frame that an input takes; none for what its spec chooses
 * @param mode what an output predicts; null for what its spec predicts
 * @param shares the block whose layers it applies once more; null for its own
 * @param still whether its layers keep the weights that they begin with
 */
public record Block(
        String name,
        Role role,
        List<Call> layers,
        List<String> from,
        List<String> columns,
        @Nullable Mode mode,
        @Nullable String shares,
        boolean still) {
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
        if (layers.isEmpty() && role != Role.OUTPUT && shares == null) {
            throw new IllegalArgumentException("block " + name + ": layers must be at least one, got none");
        }
        layers = Openings.named(name, layers.stream().map(CHECK::call).toList());
        kinds(name, role, layers);
        from = List.copyOf(from);
        columns = List.copyOf(columns);
        only(name, "from", "a block that is no input", from.isEmpty() || role != Role.INPUT, from);
        only(name, "columns", "an input", columns.isEmpty() || role == Role.INPUT, columns);
        only(name, "mode", "an output", mode == null || role == Role.OUTPUT, mode);
        only(name, "frozen", "a block with layers of its own", !still || (role != Role.INPUT && shares == null), still);
        only(name, "sharedAs", "a block between input and output", shares == null || role == Role.HIDDEN, shares);
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

    private static void only(String name, String what, String where, boolean right, @Nullable Object got) {
        if (!right) {
            throw new IllegalArgumentException(
                    "block " + name + ": " + what + " must be left to " + where + ", got " + got);
        }
    }

    /** The entrance: rows of the given shape, or, without one, of the shape that the data have. */
    public static Block input(int... shape) {
        Expr rows = shape.length == 0 ? Supplied.INPUT_SHAPE : Items.tuple(shape);
        return of("input", Role.INPUT, List.of(Call.of("keras.Input").with("shape", rows)));
    }

    /** The exit; without layers it is what fits the outcome. */
    public static Block output(Layer... layers) {
        return of("output", Role.OUTPUT, calls(layers));
    }

    /** What stands between. */
    public static Block of(String name, Layer... layers) {
        return of(name, Role.HIDDEN, calls(layers));
    }

    private static Block of(String name, Role role, List<Call> layers) {
        return new Block(name, role, layers, List.of(), List.of(), null, null, false);
    }

    private static List<Call> calls(Layer... layers) {
        return Arrays.stream(layers).map(Layer::expr).toList();
    }

    /** The same block under another name. */
    public Block as(String other) {
        return new Block(other, role, layers, from, columns, mode, shares, still);
    }

    /**
     * The same block in a graph, taking what other blocks give: its first layer gets it, as a list where they are several.
     * {@code block("join", concatenate()).from("left", "right")}
     */
    public Block from(String first, String... others) {
        return new Block(name, role, layers, names(first, others), columns, mode, shares, still);
    }

    /**
     * The same input taking columns of a frame: columns of numbers, which become one matrix, or one array column. Without
     * this, an input takes the column of its own name, and all predictors if it is the only one.
     */
    public Block columns(String first, String... others) {
        return new Block(name, role, layers, from, names(first, others), mode, shares, still);
    }

    /** The same output, predicting a class or a number whatever the spec's other outputs do. */
    public Block mode(Mode mode) {
        return new Block(name, role, layers, from, columns, mode, shares, still);
    }

    /**
     * A block of another name that applies this block's layers, with the same weights, to what it takes itself:
     * {@code tower.sharedAs("tower_b").from("right")}. It has no arguments of its own.
     */
    public Block sharedAs(String other) {
        return new Block(other, role, List.of(), List.of(), columns, mode, shares == null ? name : shares, false);
    }

    /**
     * The same block with layers that don't learn, as in
     * {@code block("base", Applications.mobileNetV2().includeTop(false).weights(file)).frozen()}; what is fitted may be
     * trained further with them unfrozen.
     */
    public Block frozen() {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("block " + name + ": layers must be given to be frozen, got none");
        }
        return new Block(name, role, layers, from, columns, mode, shares, true);
    }

    private static List<String> names(String first, String... others) {
        List<String> names = new ArrayList<>(List.of(first));
        names.addAll(List.of(others));
        return names;
    }

    @Override
    public String toString() {
        String own = shares == null
                ? layers.stream().map(Call::toString).collect(Collectors.joining(", "))
                : "the layers of " + shares;
        return name + ": " + own + (from.isEmpty() ? "" : " from " + String.join(", ", from))
                + (still ? ", frozen" : "");
    }
}
