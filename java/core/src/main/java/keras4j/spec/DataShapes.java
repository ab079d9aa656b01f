package keras4j.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.Expr;
import keras4j.internal.code.ProgramModel;
import keras4j.internal.code.PythonWriter;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Values that the data supply to a program: the shape of each input, the number of classes of each output. */
final class DataShapes {
    private final Spec spec;
    private final Map<String, Expr> shapes = new HashMap<>();
    private final Map<String, Integer> classes = new HashMap<>();

    private DataShapes(Spec spec) {
        this.spec = spec;
        for (Block input : spec.inputs()) {
            Expr shape = input.layers().get(0).arguments().get("shape");
            if (shape != null && shape != DataPlaceholder.INPUT_SHAPE) {
                shapes.put(input.name(), shape);
            }
        }
    }

    /** Returns the values that the spec itself fixes. */
    static DataShapes unknown(Spec spec) {
        return new DataShapes(spec);
    }

    /** Returns the given values after a check against the spec. */
    static DataShapes known(
            Spec spec, List<List<Integer>> shapes, List<@Nullable Integer> classes, PythonWriter python) {
        if (shapes.size() != spec.inputs().size()
                || classes.size() != spec.outputs().size()) {
            throw new IllegalArgumentException(spec.name() + ": data must have "
                    + spec.inputs().size() + " inputs and " + spec.outputs().size() + " outputs, got " + shapes.size()
                    + " and " + classes.size());
        }
        DataShapes supply = new DataShapes(spec);
        for (int at = 0; at < shapes.size(); at++) {
            supply.shape(spec.inputs().get(at), VaryingSizes.shape(shapes.get(at)), python);
        }
        for (int at = 0; at < classes.size(); at++) {
            supply.classes(spec.outputs().get(at), classes.get(at));
        }
        return supply;
    }

    private void shape(Block input, Expr shape, PythonWriter python) {
        Expr fixed = shapes.getOrDefault(input.name(), shape);
        if (!fixed.equals(shape)) {
            throw new IllegalArgumentException(spec.name() + ": " + of("input shape", input, spec.inputs())
                    + " must be " + python.source(fixed) + ", got " + Quoted.cut(python.source(shape)));
        }
        shapes.put(input.name(), shape);
    }

    private void classes(Block output, @Nullable Integer count) {
        boolean classifier = spec.mode(output) == ModelMode.CLASSIFIER;
        if (classifier ? count == null || count < 2 : count != null) {
            throw new IllegalArgumentException(spec.name() + ": " + of("number of classes", output, spec.outputs())
                    + " must be " + (classifier ? "at least 2" : "left out of a regressor") + ", got " + count);
        }
        if (count != null) {
            classes.put(output.name(), count);
        }
    }

    private static String of(String what, Block block, List<Block> all) {
        return all.size() == 1 ? what : what + " of " + block.name();
    }

    /** Returns the number of classes of an output; null if it is unknown. */
    @Nullable Integer classes(Block output) {
        return classes.get(output.name());
    }

    /** Returns the parameters of {@code build}, one for each supplied value. */
    List<ProgramModel.Parameter> parameters() {
        List<ProgramModel.Parameter> parameters = new ArrayList<>();
        for (Block input : spec.inputs()) {
            parameters.add(new ProgramModel.Parameter(shapeName(input), shapes.get(input.name())));
        }
        for (Block output : spec.outputs()) {
            if (spec.mode(output) == ModelMode.CLASSIFIER) {
                parameters.add(classCount(output));
            }
        }
        return parameters;
    }

    private ProgramModel.Parameter classCount(Block output) {
        Integer count = classes.get(output.name());
        return new ProgramModel.Parameter(classesName(output), count == null ? null : Expr.of(count));
    }

    /** Returns the names of the values that are supplied to one block. */
    Map<DataPlaceholder, String> names(Block block) {
        return switch (block.role()) {
            case INPUT -> Map.of(DataPlaceholder.INPUT_SHAPE, shapeName(block));
            case OUTPUT -> Map.of(DataPlaceholder.NUM_CLASSES, classesName(block));
            case HIDDEN -> Map.of();
        };
    }

    private String shapeName(Block input) {
        return spec.inputs().size() == 1 ? DataPlaceholder.INPUT_SHAPE.toString() : input.name() + "_shape";
    }

    private String classesName(Block output) {
        return spec.outputs().size() == 1 ? DataPlaceholder.NUM_CLASSES.toString() : output.name() + "_classes";
    }
}
