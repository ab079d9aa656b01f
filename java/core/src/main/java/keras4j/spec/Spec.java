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
import keras4j.expr.Names;
import keras4j.expr.Point;
import keras4j.expr.Space;
import org.jspecify.annotations.Nullable;

/**
 * A network that is described but not fitted: its blocks, and the values of its arguments.
 *
 * <p>A value: withers return another spec, equal specs are equal, and JSON gives back an equal one. Whatever is wrong with
 * a name or a value is an error at once.
 *
 * @param name the model's name
 * @param mode what it predicts; an output of a graph may say otherwise for itself
 * @param blocks an input, any others, an output; or a graph, see {@link Block#from}
 * @param settings the arguments that were set, by name; see {@link #arguments()}
 * @param seed the seed of everything random in building and fitting; null to have one drawn
 */
public record Spec(
        String name,
        Mode mode,
        List<Block> blocks,
        Map<String, Expr> settings,
        @Nullable Long seed) implements FitSettings<Spec>, CompileSettings<Spec> {

    public Spec {
        Names.check("spec", "name", name);
        blocks = Structure.checked(name, mode, blocks);
        settings = Settings.checked(name, mode, blocks, settings);
        LastLayer.check(name, mode, blocks, settings);
        CustomObject.in(name, parts(blocks, settings));
        Seeds.check(name, seed);
    }

    /** A spec of nothing but blocks. */
    public static Spec of(String name, Mode mode, Block... blocks) {
        return new Spec(name, mode, List.of(blocks), Map.of(), null);
    }

    /**
     * This spec with an argument set by its name: what the withers do.
     *
     * @param value null (Python's {@code None}), a boolean, a number, text, a list, a map or a typed Keras value
     */
    @Override
    public Spec with(String name, @Nullable Object value) {
        Map<String, Expr> more = new LinkedHashMap<>(settings);
        more.put(name, Expr.of(value));
        return new Spec(this.name, mode, blocks, more, seed);
    }

    /** This spec with the seed of everything random in building and fitting, from 0 to 4294967295. */
    public Spec seed(long seed) {
        return new Spec(name, mode, blocks, settings, seed);
    }

    /**
     * This spec with intervals: its fit then also computes the Laplace posterior of the last layer, in one pass over the rows
     * that train.
     *
     * @throws IllegalArgumentException an output does not end in a dense layer with a bias and the activation of its mode
     */
    public Spec laplace() {
        return with(LastLayer.NAME, true);
    }

    /** This spec under another name. */
    public Spec as(String other) {
        return new Spec(other, mode, blocks, settings, seed);
    }

    /** The custom objects that this spec uses, without their arguments, each once. */
    public List<CustomObject> customObjects() {
        return CustomObject.in(name, parts(blocks, settings));
    }

    private static List<Expr> parts(List<Block> blocks, Map<String, Expr> settings) {
        return Stream.concat(blocks.stream().flatMap(block -> block.layers().stream()), settings.values().stream())
                .toList();
    }

    /** All arguments, in order, with their defaults and what was set. */
    public Arguments arguments() {
        return Arguments.of(slots().values(), settings);
    }

    private Map<String, Slot> slots() {
        return Slots.of(name, Structure.heads(mode, blocks), blocks, settings.keySet());
    }

    /** The values that are not chosen yet: names, ranges, and where they matter. */
    public Space openValues() {
        return new OpenValues(name, slots(), settings).space();
    }

    /**
     * This spec with its open values chosen.
     *
     * @throws IllegalArgumentException a choice is missing, or is none of the open value's range
     */
    public Spec at(Point point) {
        return new Spec(name, mode, blocks, new OpenValues(name, slots(), settings).at(point), seed);
    }

    /**
     * This spec, if nothing in it is open: only such a spec is built and fitted.
     *
     * @throws IllegalArgumentException something is open
     */
    public Spec requireClosed() {
        Set<String> open = new OpenValues(name, slots(), settings).names();
        if (!open.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": open values must be chosen with at(point) first, got " + String.join(", ", open));
        }
        return this;
    }

    /** The optimizer that the model is compiled with, the learning rate in it. */
    public Call optimizer() {
        return Settings.optimizer(requireClosed().settings);
    }

    /** The inputs, in order. */
    public List<Block> inputs() {
        return Structure.of(Block.Role.INPUT, blocks);
    }

    /** The outputs, in order. */
    public List<Block> outputs() {
        return Structure.of(Block.Role.OUTPUT, blocks);
    }

    /** The names of the inputs, in order. */
    public List<String> inputNames() {
        return inputs().stream().map(Block::name).toList();
    }

    /** The names of the outputs, in order. */
    public List<String> outputNames() {
        return outputs().stream().map(Block::name).toList();
    }

    /** What an output predicts. */
    public Mode mode(Block output) {
        return output.mode() == null ? mode : output.mode();
    }

    /** The program, with what the data will supply as parameters of its {@code build}. */
    public Program python() {
        return SpecProgram.open(this);
    }

    /**
     * The program of one input and one output as it runs on data of a kind.
     *
     * @param inputShape the shape of one row
     * @param numClasses how many classes there are, at least 2; null for a regressor
     */
    public Program program(int[] inputShape, @Nullable Integer numClasses) {
        return SpecProgram.filled(
                this,
                List.of(Arrays.stream(inputShape).boxed().toList()),
                Collections.singletonList(numClasses),
                List.of());
    }

    /**
     * The program as it runs on data of a kind.
     *
     * @param inputShapes the shape of one row of each input, in the order of the inputs
     * @param levels the levels of each output's classes, in the order of the outputs; none for numbers
     */
    public Program program(List<List<Integer>> inputShapes, List<List<String>> levels) {
        List<@Nullable Integer> classes = new ArrayList<>();
        levels.forEach(each -> classes.add(each.isEmpty() ? null : (Integer) each.size()));
        return SpecProgram.filled(this, inputShapes, classes, levels.get(0));
    }

    /** This spec as readable JSON. */
    @JsonValue
    public JsonNode json() {
        return SpecJson.write(this);
    }

    /** The spec that {@link #json()} wrote, checked as if it were made anew. */
    @JsonCreator
    public static Spec fromJson(JsonNode json) {
        return SpecJson.read(json);
    }

    /** One line: {@code mnist_mlp: classifier of input, hidden_1, output; hidden_1_units=256}. */
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
