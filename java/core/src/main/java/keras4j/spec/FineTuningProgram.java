package keras4j.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.code.Program;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueCheck;
import keras4j.internal.code.CodeText;
import keras4j.internal.code.LayerGraph;
import keras4j.internal.code.ProgramModel;
import keras4j.internal.code.ProgramWriter;
import keras4j.internal.code.PythonWriter;

/** Translator of a fine-tuning into its program. */
final class FineTuningProgram {
    private static final PythonWriter PYTHON =
            new PythonWriter(symbol -> Catalogue.keras().entry(symbol).required());
    private static final CatalogueCheck CHECK = new CatalogueCheck(Catalogue.keras());

    private final FineTuning tuning;
    private final Map<String, Expr> before;
    private final List<List<String>> levels;

    private FineTuningProgram(FineTuning tuning, Map<String, Expr> before, List<List<String>> levels) {
        this.tuning = tuning;
        this.before = before;
        this.levels = levels;
    }

    static Program of(
            FineTuning tuning, Map<String, Boolean> learning, Map<String, Expr> before, List<List<String>> levels) {
        FineTuningProgram program = new FineTuningProgram(tuning, before, levels);
        Map<String, Expr> compile = program.compile();
        ProgramModel outline = new ProgramModel(
                tuning.name(),
                List.of(),
                tuning.seed(),
                null,
                new LayerGraph.Sequence(List.of()),
                learning,
                codes(compile),
                codes(program.fit()),
                program.callbacks());
        List<Expr> all = new java.util.ArrayList<>(compile.values());
        all.addAll(tuning.settings().values());
        return ProgramWriter.further(outline, PYTHON).below(CustomObject.in(tuning.name(), all));
    }

    private static Map<String, CodeText> codes(Map<String, Expr> arguments) {
        Map<String, CodeText> codes = new LinkedHashMap<>();
        arguments.forEach((name, value) -> codes.put(name, PYTHON.code(value)));
        return codes;
    }

    private Map<String, Expr> compile() {
        Map<String, Expr> arguments = new LinkedHashMap<>();
        arguments.put("optimizer", optimizer());
        for (String name : GeneratedArguments.COMPILE) {
            Expr value = tuning.settings().getOrDefault("compile_" + name, before.get(name));
            if (value != null) {
                arguments.putIfAbsent(name, value);
            }
        }
        if (!arguments.containsKey("loss")) {
            throw new IllegalArgumentException(
                    tuning.name() + ": loss must be set, because the model was never compiled, got none");
        }
        return arguments;
    }

    private Expr optimizer() {
        Expr chosen = tuning.settings().getOrDefault("compile_optimizer", before.get("optimizer"));
        Expr rate = tuning.settings().get("learn_rate");
        Call optimizer = chosen instanceof Call call ? call : Call.of("keras.optimizers.Adam");
        return rate == null ? optimizer : CHECK.with(optimizer, "learning_rate", rate);
    }

    private Map<String, Expr> fit() {
        Map<String, Expr> arguments = new LinkedHashMap<>();
        for (String name : GeneratedArguments.FIT) {
            Expr set = tuning.settings().get("fit_" + name);
            if (set != null && !name.equals("callbacks")) {
                arguments.put(name, name.equals("class_weight") ? classWeight(set) : set);
            }
        }
        return arguments;
    }

    private Expr classWeight(Expr weights) {
        if (levels.size() != 1 || levels.get(0).isEmpty()) {
            throw new IllegalArgumentException(
                    tuning.name() + ": fit_class_weight must be left out where the outcome is not one class, got one");
        }
        return ClassWeights.byIndex(tuning.name(), weights, levels.get(0).size(), levels.get(0));
    }

    private List<Expr> callbacks() {
        return tuning.settings().get("fit_callbacks") instanceof ListExpr callbacks ? callbacks.items() : List.of();
    }
}
