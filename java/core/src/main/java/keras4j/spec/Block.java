package keras4j.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import keras4j.expr.Call;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueCheck;
import keras4j.internal.catalogue.CatalogueEntry;
import keras4j.internal.text.PythonNames;
import keras4j.layer.Layer;
import org.jspecify.annotations.Nullable;

/**
 * Named sequence of layers that a spec can omit or repeat; its args become arguments of the spec.
 *
 * <p>Blocks follow one another. In a graph each block except an input names the blocks that it takes, see {@link
 * #from}.
 *
 * @param name a letter followed by letters, digits and _, at most 64 characters
 * @param role its role in the network
 * @param layers the layers as calls, checked against the catalogue; none in an output that the spec chooses, or if
 *     the layers are those of another block
 * @param from the blocks that it takes, in a graph; its first layer gets a list if there are several
 * @param columns the columns of a frame that an input takes; none if the spec chooses them
 * @param mode the mode of an output; null for that of the spec
 * @param shares the block whose layers it applies again; null for its own
 * @param still true if its layers are frozen
 */
public record Block(
        String name,
        Role role,
        List<Call> layers,
        List<String> from,
        List<String> columns,
        @Nullable ModelMode mode,
        @Nullable String shares,
        boolean still) {
    private static final CatalogueCheck CHECK = new CatalogueCheck(Catalogue.keras());
    private static final List<String> RESERVED = List.of("compile", "fit", "optimizer");

    /** Role of a block in a network. */
    public enum Role {
        /** Input of the network. */
        INPUT,
        /** Block between input and output. */
        HIDDEN,
        /** Output of the network. */
        OUTPUT
    }

    /**
     * Checks the name, the layers and the role.
     *
     * @param name a letter followed by letters, digits and _, at most 64 characters
     * @param role its role in the network
     * @param layers the layers as calls, checked against the catalogue; none in an output that the spec chooses, or
     *     if the layers are those of another block
     * @param from the blocks that it takes, in a graph; its first layer gets a list if there are several
     * @param columns the columns of a frame that an input takes; none if the spec chooses them
     * @param mode the mode of an output; null for that of the spec
     * @param shares the block whose layers it applies again; null for its own
     * @param still true if its layers are frozen
     */
    public Block {
        PythonNames.check("block", "name", name);
        if (RESERVED.contains(name) || name.startsWith("compile_") || name.startsWith("fit_")) {
            throw new IllegalArgumentException(
                    "block: name must be none of compile, fit and optimizer and must not begin"
                            + " with compile_ or fit_, got \"" + name + "\"");
        }
        if (layers.isEmpty() && role != Role.OUTPUT && shares == null) {
            throw new IllegalArgumentException("block " + name + ": layers must not be empty, got none");
        }
        layers = ImplicitArguments.named(name, layers.stream().map(CHECK::call).toList());
        kinds(name, role, layers);
        from = List.copyOf(from);
        columns = List.copyOf(columns);
        only(name, "from", "a block that is not an input", from.isEmpty() || role != Role.INPUT, from);
        only(name, "columns", "an input", columns.isEmpty() || role == Role.INPUT, columns);
        only(name, "mode", "an output", mode == null || role == Role.OUTPUT, mode);
        only(name, "frozen", "a block with layers of its own", !still || (role != Role.INPUT && shares == null), still);
        only(name, "sharedAs", "a block between input and output", shares == null || role == Role.HIDDEN, shares);
    }

    private static void kinds(String name, Role role, List<Call> layers) {
        for (Call layer : layers) {
            CatalogueEntry entry = Catalogue.keras().entry(layer);
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
                    "block " + name + ": " + what + " must be set only on " + where + ", got " + got);
        }
    }

    /**
     * {@return an input}
     *
     * @param shape the shape of one row; empty for the shape of the data
     */
    public static Block input(int... shape) {
        Expr rows = shape.length == 0 ? DataPlaceholder.INPUT_SHAPE : ListExpr.tuple(shape);
        return of("input", Role.INPUT, List.of(Call.of("keras.Input").with("shape", rows)));
    }

    /**
     * {@return an output}
     *
     * @param layers its layers; none for a layer that fits the outcome
     */
    public static Block output(Layer... layers) {
        return of("output", Role.OUTPUT, calls(layers));
    }

    /**
     * {@return a block between input and output}
     *
     * @param name its name
     * @param layers its layers, at least one
     */
    public static Block of(String name, Layer... layers) {
        return of(name, Role.HIDDEN, calls(layers));
    }

    private static Block of(String name, Role role, List<Call> layers) {
        return new Block(name, role, layers, List.of(), List.of(), null, null, false);
    }

    private static List<Call> calls(Layer... layers) {
        return Arrays.stream(layers).map(Layer::expr).toList();
    }

    /**
     * {@return a copy with another name}
     *
     * @param other the name
     */
    public Block as(String other) {
        return new Block(other, role, layers, from, columns, mode, shares, still);
    }

    /**
     * Returns a copy that takes the results of other blocks in a graph, as in {@code block("join",
     * concatenate()).from("left", "right")}. Its first layer gets a list if there are several.
     *
     * @param first the name of a block
     * @param others the names of the other blocks
     * @return the copy
     */
    public Block from(String first, String... others) {
        return new Block(name, role, layers, names(first, others), columns, mode, shares, still);
    }

    /**
     * Returns a copy of an input that takes columns of a frame: one array column, or columns of numbers, which become
     * one matrix. By default an input takes the column of its own name, and all predictors if it is the only input.
     *
     * @param first the name of a column
     * @param others the names of the other columns
     * @return the copy
     */
    public Block columns(String first, String... others) {
        return new Block(name, role, layers, from, names(first, others), mode, shares, still);
    }

    /**
     * {@return a copy of an output with a mode of its own}
     *
     * @param mode the mode, independent of that of other outputs
     */
    public Block mode(ModelMode mode) {
        return new Block(name, role, layers, from, columns, mode, shares, still);
    }

    /**
     * Returns another block that applies this block's layers, with the same weights, to its own inputs: {@code
     * tower.sharedAs("tower_b").from("right")}. It has no arguments of its own.
     *
     * @param other the name
     * @return the block
     */
    public Block sharedAs(String other) {
        return new Block(other, role, List.of(), List.of(), columns, mode, shares == null ? name : shares, false);
    }

    /**
     * Returns a copy with frozen layers, as in {@code block("base",
     * Applications.mobileNetV2().includeTop(false).weights(file)).frozen()}. They can be unfrozen when the fitted model
     * is trained further.
     *
     * @return the copy
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
