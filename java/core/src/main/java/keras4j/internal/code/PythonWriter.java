package keras4j.internal.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.Dict;
import keras4j.expr.Expr;
import keras4j.expr.HyperparameterExpr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;

/** Writer of expressions as Python source, by one recursive function. */
public final class PythonWriter {
    private final ToIntFunction<String> positional;
    private final Map<DataPlaceholder, String> names;

    /**
     * Creates a writer that omits some argument names.
     *
     * @param positional the number of first arguments of a symbol that are written without their names
     */
    public PythonWriter(ToIntFunction<String> positional) {
        this(positional, Map.of());
    }

    private PythonWriter(ToIntFunction<String> positional, Map<DataPlaceholder, String> names) {
        this.positional = positional;
        this.names = names;
    }

    /** Returns a writer that has other names for some of the supplied values. */
    public PythonWriter naming(Map<DataPlaceholder, String> names) {
        return new PythonWriter(positional, names);
    }

    /** Returns the source of an expression, on one line. */
    public String source(Expr expr) {
        return code(expr).flat();
    }

    /** Returns the code of an expression; a placeholder or a number that is not finite is an error. */
    public CodeText code(Expr expr) {
        if (expr instanceof Call call) {
            return call(call);
        }
        if (expr instanceof ListExpr items) {
            return items(items);
        }
        if (expr instanceof Dict dict) {
            return CodeText.brackets(
                    "{",
                    dict.entries().entrySet().stream()
                            .map(entry -> code(entry.getValue()).after(source(entry.getKey()) + ": "))
                            .toList(),
                    "}");
        }
        if (expr instanceof HyperparameterExpr open) {
            throw new IllegalArgumentException(
                    "code: hyperparameters must be chosen before they are written, got " + open);
        }
        if (expr instanceof Arg arg) {
            throw new IllegalArgumentException("code: arg must be filled before it is written, got " + arg);
        }
        return CodeText.text(expr instanceof DataPlaceholder supplied ? name(supplied) : literal((Literal) expr));
    }

    /** Returns the first expression for two classes, the second for more. */
    public CodeText byClasses(Expr two, Expr more) {
        return CodeText.text(source(two) + " if " + name(DataPlaceholder.NUM_CLASSES) + " == 2 else " + source(more));
    }

    /** Returns the code of a layer with its name. */
    CodeText layer(LayerGraph.Layer layer) {
        return code(layer.call().with("name", new Literal(layer.name())));
    }

    /** Returns a dictionary of code. */
    public static CodeText dict(Map<String, CodeText> pieces) {
        return CodeText.brackets(
                "{",
                pieces.entrySet().stream()
                        .map(piece -> piece.getValue().after(PythonText.string(piece.getKey()) + ": "))
                        .toList(),
                "}");
    }

    private String name(DataPlaceholder supplied) {
        return PythonText.identifier(names.getOrDefault(supplied, supplied.toString()));
    }

    private CodeText call(Call call) {
        if (call.source() != null && !CustomObject.isClass(call)) {
            return CodeText.text(PythonText.identifier(call.symbol()));
        }
        List<CodeText> arguments = new ArrayList<>();
        int unnamed = call.source() == null ? positional.applyAsInt(call.symbol()) : 0;
        for (Map.Entry<String, Expr> argument : call.arguments().entrySet()) {
            CodeText value = code(argument.getValue());
            boolean named = arguments.size() >= unnamed;
            arguments.add(named ? value.after(PythonText.identifier(argument.getKey()) + "=") : value);
        }
        return CodeText.brackets(PythonText.dotted(call.symbol()) + "(", arguments, ")");
    }

    private CodeText items(ListExpr items) {
        List<CodeText> all = items.items().stream().map(this::code).toList();
        if (!items.tuple()) {
            return CodeText.brackets("[", all, "]");
        }
        return all.size() == 1 ? CodeText.text("(" + all.get(0).flat() + ",)") : CodeText.brackets("(", all, ")");
    }

    private static String literal(Literal literal) {
        Object value = literal.value();
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        if (value instanceof Double number) {
            return PythonText.number(number);
        }
        return value instanceof String text ? PythonText.string(text) : value.toString();
    }
}
