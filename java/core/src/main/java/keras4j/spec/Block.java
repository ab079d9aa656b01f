package keras4j.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import keras4j.data.DType;
import keras4j.expr.Call;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.Expr;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueCheck;
import keras4j.internal.catalogue.CatalogueEntry;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.PythonNames;
import keras4j.internal.text.Quoted;
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
 * @param from the blocks that it takes, in a graph: the inputs of its first layer
 * @param call the further arguments of the call of its first layer, by name; texts are names of blocks
 * @param outputs the names of the further outputs of its last layer
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
        Map<String, Expr> call,
        List<String> outputs,
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
     * @param from the blocks that it takes, in a graph: the inputs of its first layer
     * @param call the further arguments of the call of its first layer, by name; texts are names of blocks
     * @param outputs the names of the further outputs of its last layer
     * @param columns the columns of a frame that an input takes; none if the spec chooses them
     * @param mode the mode of an output; null for that of the spec
     * @param shares the block whose layers it applies again; null for its own
     * @param still true if its layers are frozen
     */
    public Block {
        Preconditions.notNull("Block", "name", name);
        Preconditions.items("Block", "layers", layers);
        PythonNames.check("block", "name", name);
        if (RESERVED.contains(name) || name.startsWith("compile_") || name.startsWith("fit_")) {
            throw new IllegalArgumentException(
                    "block: name must be none of compile, fit and optimizer and must not begin"
                            + " with compile_ or fit_, got \"" + Quoted.cut(name) + "\"");
        }
        if (layers.isEmpty() && role != Role.OUTPUT && shares == null) {
            throw new IllegalArgumentException("block " + name + ": layers must not be empty, got none");
        }
        layers = layers.stream().map(CHECK::call).toList();
        kinds(name, role, layers);
        if (!layers.isEmpty()) {
            call = CallArguments.checked(name, layers.get(0), call);
        }
        ImplicitArguments implicit = new ImplicitArguments(name, layers, call);
        layers = implicit.layers();
        call = implicit.call();
        from = List.copyOf(from);
        outputs = List.copyOf(outputs);
        outputs.forEach(output -> PythonNames.check("block " + name, "output", output));
        columns = List.copyOf(columns);
        only(name, "from", "a block that is not an input", from.isEmpty() || role != Role.INPUT, from);
        only(name, "call", "a block that is not an input", call.isEmpty() || role != Role.INPUT, call);
        only(name, "outputs", "a block that is not an input", outputs.isEmpty() || role != Role.INPUT, outputs);
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
            if (entry.isLayer() && layer.source() == null && layer.arguments().containsKey("name")) {
                throw new IllegalArgumentException("block " + name + ": name must be left out of " + entry.name()
                        + ", as a layer is named after its block; only a layer inside another has a name, got "
                        + layer.arguments().get("name"));
            }
        }
    }

    private static void only(String name, String what, String where, boolean right, @Nullable Object got) {
        if (!right) {
            throw new IllegalArgumentException(
                    "block " + name + ": " + what + " must be set only on " + where + ", got " + Quoted.cut(got));
        }
    }

    /**
     * {@return an input}
     *
     * @param shape the shape of one row, in which -1 is a size that varies from row to row; empty for the shape of the
     *     data
     */
    public static Block input(int... shape) {
        Preconditions.notNull("Block", "shape", shape);
        Expr rows = shape.length == 0
                ? DataPlaceholder.INPUT_SHAPE
                : VaryingSizes.shape(Arrays.stream(shape).boxed().toList());
        return of("input", Role.INPUT, List.of(Call.of("keras.Input").with("shape", rows)));
    }

    /**
     * {@return an output}
     *
     * @param layers its layers; none for a layer that fits the outcome
     */
    public static Block output(Layer... layers) {
        Preconditions.array("Block", "layers", layers);
        return of("output", Role.OUTPUT, calls(layers));
    }

    /**
     * {@return a block between input and output}
     *
     * @param name its name
     * @param layers its layers, at least one
     */
    public static Block of(String name, Layer... layers) {
        Preconditions.notNull("Block", "name", name);
        Preconditions.array("Block", "layers", layers);
        return of(name, Role.HIDDEN, calls(layers));
    }

    private static Block of(String name, Role role, List<Call> layers) {
        return new Block(name, role, layers, List.of(), Map.of(), List.of(), List.of(), null, null, false);
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
        Preconditions.notNull("Block", "other", other);
        return new Block(other, role, layers, from, call, outputs, columns, mode, shares, still);
    }

    /**
     * Returns a copy that takes the results of other blocks in a graph, as in {@code block("join",
     * concatenate()).from("left", "right")}. They are the inputs of its first layer: a list for layers that join, the
     * query, the value and the key of {@code multiHeadAttention}. Attention to one block is self-attention.
     *
     * @param first the name of a block, or of a further output of one, see {@link #outputs}
     * @param others the names of the other blocks
     * @return the copy
     */
    public Block from(String first, String... others) {
        Preconditions.notNull("Block", "first", first);
        Preconditions.array("Block", "others", others);
        return new Block(name, role, layers, names(first, others), call, outputs, columns, mode, shares, still);
    }

    /**
     * Returns a copy with an argument of the call of its first layer, besides its inputs: a mask, an initial state or a
     * flag, as in {@code block("reader", lstm(8)).from("answer").call("initial_state", "h", "c")} or {@code
     * block("seen", multiHeadAttention(2, 8)).call("use_causal_mask", true)}.
     *
     * @param argument the argument's name in Keras
     * @param value the name of a block or of a further output, a list of such names, or a flag, which can be an arg
     * @param others more names of blocks, for a list
     * @return the copy
     * @throws IllegalArgumentException if the first layer has no such call argument, or another value is accepted
     */
    public Block call(String argument, @Nullable Object value, String... others) {
        Preconditions.notNull("Block", "argument", argument);
        Preconditions.array("Block", "others", others);
        List<@Nullable Object> list = new ArrayList<>();
        list.add(value);
        list.addAll(List.of(others));
        Map<String, Expr> more = new LinkedHashMap<>(call);
        more.put(argument, Expr.of(others.length == 0 ? value : list));
        return new Block(name, role, layers, from, more, outputs, columns, mode, shares, still);
    }

    /**
     * Returns a copy that names the further outputs of its last layer, which other blocks can take: the states of
     * {@code block("encoder", lstm(8).returnState(true)).outputs("h", "c")}, the scores of attention. The first output
     * has the name of the block.
     *
     * @param second the name of the second output
     * @param others the names of the other outputs
     * @return the copy
     */
    public Block outputs(String second, String... others) {
        Preconditions.notNull("Block", "second", second);
        Preconditions.array("Block", "others", others);
        return new Block(name, role, layers, from, call, names(second, others), columns, mode, shares, still);
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
        Preconditions.notNull("Block", "first", first);
        Preconditions.array("Block", "others", others);
        return new Block(name, role, layers, from, call, outputs, names(first, others), mode, shares, still);
    }

    /**
     * Returns a copy of an input whose rows are of a type, as in {@code input().dtype(STRING)} for one text a row. An
     * input of texts takes columns of {@code String}; those of numbers are converted.
     *
     * @param type the type; float32 without one
     * @return the copy
     */
    public Block dtype(DType type) {
        Preconditions.notNull("Block", "type", type);
        only(name, "dtype", "an input", role == Role.INPUT, type);
        List<Call> typed = List.of(layers.get(0).with("dtype", Expr.of(type.toString())));
        return new Block(name, role, typed, from, call, outputs, columns, mode, shares, still);
    }

    /** {@return whether this is an input of texts} */
    public boolean takesTexts() {
        return role == Role.INPUT
                && Expr.of(DType.STRING.toString())
                        .equals(layers.get(0).arguments().get("dtype"));
    }

    /**
     * {@return a copy of an output with a mode of its own}
     *
     * @param mode the mode, independent of that of other outputs
     */
    public Block mode(ModelMode mode) {
        Preconditions.notNull("Block", "mode", mode);
        return new Block(name, role, layers, from, call, outputs, columns, mode, shares, still);
    }

    /**
     * Returns another block that applies this block's layers, with the same weights, to its own inputs: {@code
     * tower.sharedAs("tower_b").from("right")}. It has this block's call arguments, unless it is given others, and no
     * arguments of its own.
     *
     * @param other the name
     * @return the block
     */
    public Block sharedAs(String other) {
        Preconditions.notNull("Block", "other", other);
        return new Block(
                other,
                role,
                List.of(),
                List.of(),
                call,
                List.of(),
                columns,
                mode,
                shares == null ? name : shares,
                false);
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
        return new Block(name, role, layers, from, call, outputs, columns, mode, shares, true);
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
                + (call.isEmpty() ? "" : " call " + call)
                + (outputs.isEmpty() ? "" : " outputs " + String.join(", ", outputs))
                + (still ? ", frozen" : "");
    }
}
