package keras4j.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import keras4j.code.Program;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Expr;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.PythonNames;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Specification of a network to be fitted: its blocks, and the values of its arguments.
 *
 * <p>A value: withers return another spec, equal specs are equal, and its JSON is read back as an equal spec. A wrong
 * name or value is an error at once.
 *
 * @param name the model's name
 * @param mode the kind of prediction; an output of a graph may have its own
 * @param blocks an input, any others, an output; or a graph, see {@link Block#from}
 * @param settings the arguments that were set, by name; see {@link #arguments()}
 * @param seed the seed of all randomness in building and fitting; null to draw one
 */
public record Spec(
        String name,
        ModelMode mode,
        List<Block> blocks,
        Map<String, Expr> settings,
        @Nullable Long seed) implements FitSettings<Spec>, CompileSettings<Spec> {

    /**
     * Checks the blocks and the arguments.
     *
     * @param name the model's name
     * @param mode the kind of prediction; an output of a graph may have its own
     * @param blocks an input, any others, an output; or a graph, see {@link Block#from}
     * @param settings the arguments that were set, by name; see {@link #arguments()}
     * @param seed the seed of all randomness in building and fitting; null to draw one
     */
    public Spec {
        Preconditions.notNull("Spec", "name", name);
        Preconditions.items("Spec", "blocks", blocks);
        Preconditions.entries("Spec", "settings", settings);
        PythonNames.check("spec", "name", name);
        blocks = BlockStructureCheck.checked(name, mode, blocks);
        settings = SpecSettings.checked(name, mode, blocks, settings);
        StatefulLayers.check(name, blocks, settings);
        LayerResults.check(name, blocks, settings);
        LastLayer.check(name, mode, blocks, settings);
        CustomObject.in(name, parts(blocks, settings));
        Seeds.check(name, seed);
    }

    /**
     * {@return a spec with default settings}
     *
     * @param name the model's name
     * @param mode the kind of prediction
     * @param blocks an input, any others, an output; or a graph
     */
    public static Spec of(String name, ModelMode mode, Block... blocks) {
        Preconditions.notNull("Spec", "name", name);
        Preconditions.notNull("Spec", "mode", mode);
        Preconditions.array("Spec", "blocks", blocks);
        return new Spec(name, mode, List.of(blocks), Map.of(), null);
    }

    /**
     * {@return a copy with an argument set, as the withers set it}
     *
     * @param name the argument's name
     * @param value null (Python's {@code None}), a boolean, a number, a string, a list, a map or a typed Keras
     *     value
     */
    @Override
    public Spec with(String name, @Nullable Object value) {
        Preconditions.notNull("Spec", "name", name);
        Map<String, Expr> more = new LinkedHashMap<>(settings);
        more.put(name, Expr.of(value));
        return new Spec(this.name, mode, blocks, more, seed);
    }

    /**
     * {@return a copy with a seed}
     *
     * @param seed the seed of all randomness in building and fitting, from 0 to 4294967295
     */
    public Spec seed(long seed) {
        return new Spec(name, mode, blocks, settings, seed);
    }

    /**
     * Returns a copy whose fit also computes the Laplace posterior of the last layer, for prediction intervals, in one
     * more pass over the training rows.
     *
     * @return the copy
     * @throws IllegalArgumentException if an output does not end in a dense layer with a bias and the activation of
     *     its mode
     */
    public Spec laplace() {
        return with(LastLayer.NAME, true);
    }

    /**
     * {@return a copy with the greatest length of the sizes that vary, 1024 by default}
     *
     * @param length the greatest length, 1 or more; what the layers make is limited for it
     * @throws IllegalArgumentException if no size of an input varies
     */
    public Spec maxLength(int length) {
        return with(VaryingSizes.NAME, length);
    }

    /** {@return the greatest length of the sizes of inputs that vary} */
    public int maxLength() {
        return VaryingSizes.maxLength(settings);
    }

    /** {@return the shape of one row of each input, in order, in which -1 is a size that varies; empty if none does} */
    public List<List<Integer>> varyingShapes() {
        return inputs().stream().map(VaryingSizes::of).toList();
    }

    /** {@return true if a size of an input varies} */
    public boolean varies() {
        return VaryingSizes.anyIn(blocks);
    }

    /**
     * {@return a copy with another name}
     *
     * @param other the name
     */
    public Spec as(String other) {
        Preconditions.notNull("Spec", "other", other);
        return new Spec(other, mode, blocks, settings, seed);
    }

    /** {@return the custom objects of this spec, without their arguments, each once} */
    public List<CustomObject> customObjects() {
        return CustomObject.in(name, parts(blocks, settings));
    }

    private static List<Expr> parts(List<Block> blocks, Map<String, Expr> settings) {
        return Stream.concat(blocks.stream().flatMap(block -> block.layers().stream()), settings.values().stream())
                .toList();
    }

    /** {@return the layers of the blocks by name, in order, as the calls that make them, without their names} */
    public Map<String, Call> layers() {
        Map<String, Call> layers = new LinkedHashMap<>();
        blocks.stream()
                .filter(block -> block.shares() == null)
                .flatMap(block -> LayerStack.of(block, settings).stream())
                .forEach(layer -> layers.put(layer.name(), layer.call()));
        return layers;
    }

    /** {@return all arguments, in order, with their defaults and the values that were set} */
    public Arguments arguments() {
        return Arguments.of(slots().values(), settings);
    }

    private Map<String, ArgumentSlot> slots() {
        return GeneratedArguments.of(name, BlockStructureCheck.heads(mode, blocks), blocks, settings.keySet());
    }

    /** {@return the hyperparameters: names, ranges and conditions} */
    public Space hyperparameters() {
        return new SpecHyperparameters(name, slots(), settings).space();
    }

    /**
     * {@return a copy in which the hyperparameters have the values of a point}
     *
     * @param point the choices
     * @throws IllegalArgumentException if a choice is missing, or outside the hyperparameter's range
     */
    public Spec at(Point point) {
        Preconditions.notNull("Spec", "point", point);
        return new Spec(name, mode, blocks, new SpecHyperparameters(name, slots(), settings).at(point), seed);
    }

    /**
     * {@return this spec after a check that it has no hyperparameters left, as building and fitting require}
     *
     * @throws IllegalArgumentException if there is a hyperparameter
     */
    public Spec requireClosed() {
        Set<String> open = new SpecHyperparameters(name, slots(), settings).names();
        if (!open.isEmpty()) {
            throw new IllegalArgumentException(name + ": hyperparameters must be chosen with at(point) first, got "
                    + Quoted.cut(String.join(", ", open)));
        }
        return this;
    }

    /** {@return the optimizer of the compiled model, with its learning rate} */
    public Call optimizer() {
        return SpecSettings.optimizer(requireClosed().settings);
    }

    /** {@return the inputs, in order} */
    public List<Block> inputs() {
        return BlockStructureCheck.of(Block.Role.INPUT, blocks);
    }

    /** {@return the outputs, in order} */
    public List<Block> outputs() {
        return BlockStructureCheck.of(Block.Role.OUTPUT, blocks);
    }

    /** {@return the names of the inputs, in order} */
    public List<String> inputNames() {
        return inputs().stream().map(Block::name).toList();
    }

    /** {@return the names of the outputs, in order} */
    public List<String> outputNames() {
        return outputs().stream().map(Block::name).toList();
    }

    /**
     * {@return the mode of an output}
     *
     * @param output the output
     */
    public ModelMode mode(Block output) {
        Preconditions.notNull("Spec", "output", output);
        return output.mode() == null ? mode : output.mode();
    }

    /** {@return the program, whose {@code build} has parameters for the values that the data supply} */
    public Program program() {
        return SpecProgram.open(this);
    }

    /**
     * {@return the program of one input and one output for given data}
     *
     * @param inputShape the shape of one row
     * @param numClasses the number of classes, at least 2; null for a regressor
     */
    public Program program(int[] inputShape, @Nullable Integer numClasses) {
        Preconditions.notNull("Spec", "inputShape", inputShape);
        return SpecProgram.filled(
                this,
                List.of(Arrays.stream(inputShape).boxed().toList()),
                Collections.singletonList(numClasses),
                List.of());
    }

    /**
     * {@return the program for given data}
     *
     * @param inputShapes the shape of one row of each input, in the order of the inputs
     * @param levels the levels of each output's classes, in the order of the outputs; none for a regressor
     */
    public Program program(List<List<Integer>> inputShapes, List<List<String>> levels) {
        Preconditions.items("Spec", "inputShapes", inputShapes);
        inputShapes.forEach(shape -> Preconditions.items("Spec", "shape", shape));
        Preconditions.items("Spec", "levels", levels);
        Preconditions.notEmpty("Spec", "levels", levels.size());
        List<@Nullable Integer> classes = new ArrayList<>();
        levels.forEach(each -> classes.add(each.isEmpty() ? null : (Integer) each.size()));
        return SpecProgram.filled(this, inputShapes, classes, levels.get(0));
    }

    /** {@return this spec as readable JSON} */
    @JsonValue
    public JsonNode json() {
        return SpecJson.write(this);
    }

    /**
     * {@return the spec that {@link #json()} wrote, checked like a new one}
     *
     * @param json the JSON
     */
    @JsonCreator
    public static Spec fromJson(JsonNode json) {
        Preconditions.notNull("Spec", "json", json);
        return SpecJson.read(json);
    }

    /** Returns one line, such as {@code mnist_mlp: classifier of input, hidden_1, output; hidden_1_units=256}. */
    @Override
    public String toString() {
        String line = name + ": " + mode + " of "
                + String.join(", ", blocks.stream().map(Block::name).toList());
        String set = String.join(
                ", ",
                settings.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
        String all = set.isEmpty() ? line : line + "; " + set;
        return all.length() <= 80 ? all : all.substring(0, 77) + "...";
    }
}
