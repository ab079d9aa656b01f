package keras4j.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.catalogue.Catalogue;
import keras4j.code.Code;
import keras4j.code.Outline;
import keras4j.code.Program;
import keras4j.code.ProgramWriter;
import keras4j.code.PythonWriter;
import keras4j.expr.Expr;
import keras4j.expr.Items;
import keras4j.expr.Supplied;
import org.jspecify.annotations.Nullable;

/** Turns a spec into its program. */
final class SpecProgram {
    private static final PythonWriter PYTHON =
            new PythonWriter(symbol -> Catalogue.keras().entry(symbol).required());

    private final Spec spec;
    private final @Nullable Integer classes;
    private final List<String> levels;

    private SpecProgram(Spec spec, @Nullable Integer classes, List<String> levels) {
        this.spec = spec;
        this.classes = classes;
        this.levels = levels;
    }

    /** With parameters for what only the data tell. */
    static Program open(Spec spec) {
        return new SpecProgram(spec, null, List.of()).write(fixedShape(spec));
    }

    /** With everything filled in. */
    static Program filled(Spec spec, int[] inputShape, @Nullable Integer classes, List<String> levels) {
        Expr shape = Items.tuple(inputShape);
        Expr fixed = fixedShape(spec);
        if (fixed != null && !fixed.equals(shape)) {
            throw new IllegalArgumentException(
                    spec.name() + ": input shape must be " + PYTHON.source(fixed) + ", got " + PYTHON.source(shape));
        }
        boolean classifier = spec.mode() == Mode.CLASSIFIER;
        if (classifier ? classes == null || classes < 2 : classes != null) {
            throw new IllegalArgumentException(spec.name() + ": number of classes must be "
                    + (classifier ? "at least 2" : "left out of a regressor") + ", got " + classes);
        }
        return new SpecProgram(spec, classes, levels).write(shape);
    }

    private static @Nullable Expr fixedShape(Spec spec) {
        Expr shape = spec.blocks().get(0).layers().get(0).arguments().get("shape");
        return shape == Supplied.INPUT_SHAPE ? null : shape;
    }

    private Program write(@Nullable Expr shape) {
        List<Outline.Parameter> parameters = new ArrayList<>();
        parameters.add(new Outline.Parameter(Supplied.INPUT_SHAPE.toString(), shape));
        if (spec.mode() == Mode.CLASSIFIER) {
            Expr count = classes == null ? null : Expr.of(classes);
            parameters.add(new Outline.Parameter(Supplied.NUM_CLASSES.toString(), count));
        }
        Outline outline =
                new Outline(spec.name(), parameters, spec.seed(), Stack.of(spec), compile(), fit(), callbacks());
        return ProgramWriter.write(outline, PYTHON).below(spec.customObjects());
    }

    private Map<String, Code> compile() {
        Map<String, Code> arguments = new LinkedHashMap<>();
        arguments.put("optimizer", PYTHON.code(spec.optimizer()));
        arguments.put("loss", loss());
        spec.arguments()
                .named("compile_metrics")
                .value()
                .ifPresent(each -> arguments.put("metrics", PYTHON.code(each)));
        for (String name : Slots.COMPILE) {
            Expr set = spec.settings().get("compile_" + name);
            if (set != null) {
                arguments.putIfAbsent(name, PYTHON.code(set));
            }
        }
        return arguments;
    }

    private Code loss() {
        boolean open = spec.mode() == Mode.CLASSIFIER && classes == null;
        if (open && !spec.settings().containsKey("compile_loss")) {
            return PYTHON.byClasses(spec.loss(2), spec.loss(3));
        }
        return PYTHON.code(spec.loss(classes == null ? 0 : classes));
    }

    private Map<String, Code> fit() {
        Map<String, Code> arguments = new LinkedHashMap<>();
        for (String name : Slots.FIT) {
            Expr set = spec.settings().get("fit_" + name);
            if (set != null && !name.equals("callbacks")) {
                Expr value =
                        name.equals("class_weight") ? ClassWeights.byIndex(spec.name(), set, classes, levels) : set;
                arguments.put(name, PYTHON.code(value));
            }
        }
        return arguments;
    }

    private List<Expr> callbacks() {
        return spec.settings().get("fit_callbacks") instanceof Items callbacks ? callbacks.items() : List.of();
    }
}
