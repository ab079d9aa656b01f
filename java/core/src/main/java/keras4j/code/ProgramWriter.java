package keras4j.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.expr.Expr;

/** Writes an outline as a module that plain Python runs as it stands. */
public final class ProgramWriter {
    private static final String STEP = "    ";

    private final PythonWriter python;
    private final Layout layout = new Layout();

    private ProgramWriter(PythonWriter python) {
        this.python = python;
    }

    /** The program of an outline, its expressions written by {@code python}. */
    public static Program write(Outline outline, PythonWriter python) {
        ProgramWriter writer = new ProgramWriter(python);
        writer.module(outline, () -> writer.build(outline));
        Map<String, String> blocks = new LinkedHashMap<>();
        outline.network().layers().forEach(layer -> blocks.put(layer.name(), layer.block()));
        return new Program(writer.layout.source(), outline.name() + ".py", writer.layout.layers(), blocks);
    }

    /**
     * The program of an outline without layers, whose {@code build} takes a model that is there already.
     */
    public static Program further(Outline outline, PythonWriter python) {
        ProgramWriter writer = new ProgramWriter(python);
        writer.module(outline, () -> writer.rebuild(outline));
        return new Program(writer.layout.source(), outline.name() + ".py", Map.of(), Map.of());
    }

    private void module(Outline outline, Runnable build) {
        layout.statement("", Code.text("import keras"));
        layout.blank();
        layout.blank();
        build.run();
        layout.blank();
        layout.blank();
        fit(outline);
    }

    private void rebuild(Outline outline) {
        layout.statement("", Code.text("def build(model):"));
        layout.statement(STEP, Code.text("keras.utils.set_random_seed(" + outline.seed() + ")"));
        end(outline);
    }

    private void end(Outline outline) {
        outline.learning()
                .forEach((layer, learns) -> layout.statement(
                        STEP,
                        Code.text("model.get_layer(" + PythonText.string(layer) + ").trainable = "
                                + (learns ? "True" : "False"))));
        layout.statement(STEP, Code.brackets("model.compile(", named(outline.compile()), ")"));
        layout.statement(STEP, Code.text("return model"));
    }

    private void build(Outline outline) {
        layout.statement("", Code.brackets("def build(", parameters(outline.parameters()), "):"));
        if (outline.seed() != null) {
            layout.statement(STEP, Code.text("keras.utils.set_random_seed(" + outline.seed() + ")"));
        }
        if (outline.policy() != null) {
            Code policy = python.code(outline.policy());
            layout.statement(STEP, Code.brackets("keras.config.set_dtype_policy(", List.of(policy), ")"));
        }
        if (outline.network() instanceof Network.Graph graph) {
            new GraphWriter(outline, graph, python, layout, STEP).write();
        } else {
            sequence(outline);
        }
        end(outline);
    }

    private void sequence(Outline outline) {
        List<Code> all = outline.network().layers().stream()
                .map(layer -> python.layer(layer).making(new Program.Place(layer.name(), layer.block())))
                .toList();
        Code name = Code.text("name=" + PythonText.string(outline.name()));
        Code layers = Code.brackets("[", all, "]").oneALine();
        layout.statement(STEP, Code.brackets("model = keras.Sequential(", List.of(layers, name), ")"));
    }

    // A parameter without a default may stand behind one with a default only if it is given by name.
    private List<Code> parameters(List<Outline.Parameter> parameters) {
        List<Code> codes = new ArrayList<>();
        boolean standard = false;
        boolean byName = false;
        for (Outline.Parameter parameter : parameters) {
            Expr value = parameter.standard();
            if (standard && value == null && !byName) {
                codes.add(Code.text("*"));
                byName = true;
            }
            standard |= value != null;
            String name = PythonText.identifier(parameter.name());
            codes.add(value == null ? Code.text(name) : python.code(value).after(name + "="));
        }
        return codes;
    }

    private void fit(Outline outline) {
        layout.statement(
                "", Code.text("def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):"));
        List<Code> arguments = new ArrayList<>(List.of(Code.text("x"), Code.text("y")));
        Map<String, Code> settings = new LinkedHashMap<>(outline.fit());
        Code verbose = settings.getOrDefault("verbose", Code.text("0"));
        settings.remove("verbose");
        arguments.addAll(named(settings));
        arguments.add(Code.text("validation_data=validation_data"));
        arguments.add(Code.text("sample_weight=sample_weight"));
        arguments.add(callbacks(outline.callbacks()));
        arguments.add(verbose.after("verbose="));
        layout.statement(STEP, Code.brackets("return model.fit(", arguments, ")"));
    }

    private Code callbacks(List<Expr> callbacks) {
        List<Code> all = new ArrayList<>(callbacks.stream().map(python::code).toList());
        all.add(Code.text("*callbacks"));
        return Code.brackets("callbacks=[", all, "]");
    }

    private static List<Code> named(Map<String, Code> arguments) {
        return arguments.entrySet().stream()
                .map(argument -> argument.getValue().after(PythonText.identifier(argument.getKey()) + "="))
                .toList();
    }
}
