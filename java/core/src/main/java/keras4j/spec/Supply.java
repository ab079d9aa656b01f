package keras4j.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import keras4j.code.Outline;
import keras4j.code.PythonWriter;
import keras4j.expr.Expr;
import keras4j.expr.Items;
import keras4j.expr.Supplied;
import org.jspecify.annotations.Nullable;

/** What the data supply to a program: the shape of each input, the number of classes of each output. */
final class Supply {
    private final Spec spec;
    private final Map<String, Expr> shapes = new HashMap<>();
    private final Map<String, Integer> classes = new HashMap<>();

    private Supply(Spec spec) {
        this.spec = spec;
        for (Block input : spec.inputs()) {
            Expr shape = input.layers().get(0).arguments().get("shape");
            if (shape != null && shape != Supplied.INPUT_SHAPE) {
                shapes.put(input.name(), shape);
            }
        }
    }

    /** Nothing but what the spec fixes. */
    static Supply unknown(Spec spec) {
        return new Supply(spec);
    }

    /** Everything, if it suits the spec. */
    static Supply known(Spec spec, List<List<Integer>> shapes, List<@Nullable Integer> classes, PythonWriter python) {
        if (shapes.size() != spec.inputs().size()
                || classes.size() != spec.outputs().size()) {
            throw new IllegalArgumentException(spec.name() + ": data must have "
                    + spec.inputs().size() + " inputs and " + spec.outputs().size() + " outputs, got " + shapes.size()
                    + " and " + classes.size());
        }
        Supply supply = new Supply(spec);
        for (int at = 0; at < shapes.size(); at++) {
            supply.shape(
                    spec.inputs().get(at),
                    Items.tuple(shapes.get(at).stream().map(Expr::of).toList()),
                    python);
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
                    + " must be " + python.source(fixed) + ", got " + python.source(shape));
        }
        shapes.put(input.name(), shape);
    }

    private void classes(Block output, @Nullable Integer count) {
        boolean classifier = spec.mode(output) == Mode.CLASSIFIER;
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

    /** The number of classes of an output, where it is known. */
    @Nullable Integer classes(Block output) {
        return classes.get(output.name());
    }

    /** The parameters of {@code build}, which are what is supplied. */
    List<Outline.Parameter> parameters() {
        List<Outline.Parameter> parameters = new ArrayList<>();
        for (Block input : spec.inputs()) {
            parameters.add(new Outline.Parameter(shapeName(input), shapes.get(input.name())));
        }
        for (Block output : spec.outputs()) {
            if (spec.mode(output) == Mode.CLASSIFIER) {
                Integer count = classes.get(output.name());
                parameters.add(new Outline.Parameter(classesName(output), count == null ? null : Expr.of(count)));
            }
        }
        return parameters;
    }

    /** The names of what is supplied to one block. */
    Map<Supplied, String> names(Block block) {
        return switch (block.role()) {
            case INPUT -> Map.of(Supplied.INPUT_SHAPE, shapeName(block));
            case OUTPUT -> Map.of(Supplied.NUM_CLASSES, classesName(block));
            case HIDDEN -> Map.of();
        };
    }

    private String shapeName(Block input) {
        return spec.inputs().size() == 1 ? Supplied.INPUT_SHAPE.toString() : input.name() + "_shape";
    }

    private String classesName(Block output) {
        return spec.outputs().size() == 1 ? Supplied.NUM_CLASSES.toString() : output.name() + "_classes";
    }
}
