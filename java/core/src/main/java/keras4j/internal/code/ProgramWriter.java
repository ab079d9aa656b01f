package keras4j.internal.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.code.Program;
import keras4j.expr.Expr;

/** Writer of an outline as a module that runs in plain Python. */
public final class ProgramWriter {
    private static final String INDENT = "    ";

    private final PythonWriter python;
    private final SourceLayout layout = new SourceLayout();

    private ProgramWriter(PythonWriter python) {
        this.python = python;
    }

    /** Returns the program of an outline, whose expressions {@code python} writes. */
    public static Program write(ProgramModel outline, PythonWriter python) {
        ProgramWriter writer = new ProgramWriter(python);
        writer.module(outline, () -> writer.build(outline));
        Map<String, String> blocks = new LinkedHashMap<>();
        outline.network().layers().forEach(layer -> blocks.put(layer.name(), layer.block()));
        return new Program(writer.layout.source(), outline.name() + ".py", writer.layout.layers(), blocks);
    }

    /** Returns the program of an outline without layers, whose {@code build} takes an existing model. */
    public static Program further(ProgramModel outline, PythonWriter python) {
        ProgramWriter writer = new ProgramWriter(python);
        writer.module(outline, () -> writer.rebuild(outline));
        return new Program(writer.layout.source(), outline.name() + ".py", Map.of(), Map.of());
    }

    private void module(ProgramModel outline, Runnable build) {
        layout.statement("", CodeText.text("import keras"));
        layout.blank();
        layout.blank();
        build.run();
        layout.blank();
        layout.blank();
        fit(outline);
    }

    private void rebuild(ProgramModel outline) {
        layout.statement("", CodeText.text("def build(model):"));
        layout.statement(INDENT, CodeText.text("keras.utils.set_random_seed(" + outline.seed() + ")"));
        end(outline);
    }

    private void end(ProgramModel outline) {
        outline.learning()
                .forEach((layer, learns) -> layout.statement(
                        INDENT,
                        CodeText.text("model.get_layer(" + PythonText.string(layer) + ").trainable = "
                                + (learns ? "True" : "False"))));
        layout.statement(INDENT, CodeText.brackets("model.compile(", named(outline.compile()), ")"));
        layout.statement(INDENT, CodeText.text("return model"));
    }

    private void build(ProgramModel outline) {
        layout.statement("", CodeText.brackets("def build(", parameters(outline.parameters()), "):"));
        if (outline.seed() != null) {
            layout.statement(INDENT, CodeText.text("keras.utils.set_random_seed(" + outline.seed() + ")"));
        }
        if (outline.policy() != null) {
            CodeText policy = python.code(outline.policy());
            layout.statement(INDENT, CodeText.brackets("keras.config.set_dtype_policy(", List.of(policy), ")"));
        }
        if (outline.network() instanceof LayerGraph.Graph graph) {
            new GraphWriter(outline, graph, python, layout, INDENT).write();
        } else {
            sequence(outline);
        }
        end(outline);
    }

    private void sequence(ProgramModel outline) {
        List<CodeText> all = outline.network().layers().stream()
                .map(layer -> python.layer(layer).making(new Program.Place(layer.name(), layer.block())))
                .toList();
        CodeText name = CodeText.text("name=" + PythonText.string(outline.name()));
        CodeText layers = CodeText.brackets("[", all, "]").oneALine();
        layout.statement(INDENT, CodeText.brackets("model = keras.Sequential(", List.of(layers, name), ")"));
    }

    // A parameter without a default may follow one with a default only if it is keyword-only.
    private List<CodeText> parameters(List<ProgramModel.Parameter> parameters) {
        List<CodeText> codes = new ArrayList<>();
        boolean standard = false;
        boolean byName = false;
        for (ProgramModel.Parameter parameter : parameters) {
            Expr value = parameter.standard();
            if (standard && value == null && !byName) {
                codes.add(CodeText.text("*"));
                byName = true;
            }
            standard |= value != null;
            String name = PythonText.identifier(parameter.name());
            codes.add(value == null ? CodeText.text(name) : python.code(value).after(name + "="));
        }
        return codes;
    }

    private void fit(ProgramModel outline) {
        layout.statement(
                "", CodeText.text("def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):"));
        List<CodeText> arguments = new ArrayList<>(List.of(CodeText.text("x"), CodeText.text("y")));
        Map<String, CodeText> settings = new LinkedHashMap<>(outline.fit());
        CodeText verbose = settings.getOrDefault("verbose", CodeText.text("0"));
        settings.remove("verbose");
        arguments.addAll(named(settings));
        arguments.add(CodeText.text("validation_data=validation_data"));
        arguments.add(CodeText.text("sample_weight=sample_weight"));
        arguments.add(callbacks(outline.callbacks()));
        arguments.add(verbose.after("verbose="));
        layout.statement(INDENT, CodeText.brackets("return model.fit(", arguments, ")"));
    }

    private CodeText callbacks(List<Expr> callbacks) {
        List<CodeText> all =
                new ArrayList<>(callbacks.stream().map(python::code).toList());
        all.add(CodeText.text("*callbacks"));
        return CodeText.brackets("callbacks=[", all, "]");
    }

    private static List<CodeText> named(Map<String, CodeText> arguments) {
        return arguments.entrySet().stream()
                .map(argument -> argument.getValue().after(PythonText.identifier(argument.getKey()) + "="))
                .toList();
    }
}
