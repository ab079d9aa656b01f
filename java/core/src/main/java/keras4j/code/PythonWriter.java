package keras4j.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Dict;
import keras4j.expr.Expr;
import keras4j.expr.Items;
import keras4j.expr.Literal;
import keras4j.expr.Open;
import keras4j.expr.Supplied;

/** Writes expressions as Python: the one recursive function that does. */
public final class PythonWriter {
    private final ToIntFunction<String> positional;
    private final Map<Supplied, String> names;

    /**
     * A writer that leaves out some argument names.
     *
     * @param positional how many of the first arguments of a symbol are written without their names
     */
    public PythonWriter(ToIntFunction<String> positional) {
        this(positional, Map.of());
    }

    private PythonWriter(ToIntFunction<String> positional, Map<Supplied, String> names) {
        this.positional = positional;
        this.names = names;
    }

    /** A writer for which some of what the data supply has a name of its own. */
    public PythonWriter naming(Map<Supplied, String> names) {
        return new PythonWriter(positional, names);
    }

    /** The source of one expression, on one line. */
    public String source(Expr expr) {
        return code(expr).flat();
    }

    /** One expression, to be laid out in a program; a hole or a number that is not finite is an error. */
    public Code code(Expr expr) {
        if (expr instanceof Call call) {
            return call(call);
        }
        if (expr instanceof Items items) {
            return items(items);
        }
        if (expr instanceof Dict dict) {
            return Code.brackets(
                    "{",
                    dict.entries().entrySet().stream()
                            .map(entry -> code(entry.getValue()).after(source(entry.getKey()) + ": "))
                            .toList(),
                    "}");
        }
        if (expr instanceof Open open) {
            throw new IllegalArgumentException("code: open values must be chosen before they are written, got " + open);
        }
        if (expr instanceof Arg arg) {
            throw new IllegalArgumentException("code: arg must be filled before it is written, got " + arg);
        }
        return Code.text(expr instanceof Supplied supplied ? name(supplied) : literal((Literal) expr));
    }

    /** The first expression where there are two classes, the second where there are more. */
    public Code byClasses(Expr two, Expr more) {
        return Code.text(source(two) + " if " + name(Supplied.NUM_CLASSES) + " == 2 else " + source(more));
    }

    /** A layer with its name. */
    Code layer(Network.Layer layer) {
        return code(layer.call().with("name", new Literal(layer.name())));
    }

    /** Pieces by name, as a dictionary. */
    public static Code dict(Map<String, Code> pieces) {
        return Code.brackets(
                "{",
                pieces.entrySet().stream()
                        .map(piece -> piece.getValue().after(PythonText.string(piece.getKey()) + ": "))
                        .toList(),
                "}");
    }

    private String name(Supplied supplied) {
        return PythonText.identifier(names.getOrDefault(supplied, supplied.toString()));
    }

    private Code call(Call call) {
        if (call.source() != null && !CustomObject.isClass(call)) {
            return Code.text(PythonText.identifier(call.symbol()));
        }
        List<Code> arguments = new ArrayList<>();
        int unnamed = call.source() == null ? positional.applyAsInt(call.symbol()) : 0;
        for (Map.Entry<String, Expr> argument : call.arguments().entrySet()) {
            Code value = code(argument.getValue());
            boolean named = arguments.size() >= unnamed;
            arguments.add(named ? value.after(PythonText.identifier(argument.getKey()) + "=") : value);
        }
        return Code.brackets(PythonText.dotted(call.symbol()) + "(", arguments, ")");
    }

    private Code items(Items items) {
        List<Code> all = items.items().stream().map(this::code).toList();
        if (!items.tuple()) {
            return Code.brackets("[", all, "]");
        }
        return all.size() == 1 ? Code.text("(" + all.get(0).flat() + ",)") : Code.brackets("(", all, ")");
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
