package keras4j.internal.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.Choices;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.Dict;
import keras4j.expr.Expr;
import keras4j.expr.HyperparameterExpr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;

/** Validator that checks expressions against the catalogue and converts them to the form of Keras' documentation. */
public final class CatalogueCheck {
    /** Names of parameters whose single axis stands for a list of one. */
    private static final Pattern AXES = Pattern.compile("(.*_)?(axes|axis)");

    private final Catalogue catalogue;

    public CatalogueCheck(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Returns a call in Keras' order, after checks of its symbol, argument names, types and numbers. */
    public Call call(Call call) {
        if (call.source() != null) {
            return custom(call);
        }
        CatalogueEntry entry = catalogue.entry(call.symbol());
        for (CatalogueParameter parameter : entry.parameters()) {
            if (parameter.required() && !call.arguments().containsKey(parameter.name())) {
                throw new IllegalArgumentException(entry.name() + ": " + parameter.name() + " must be given, got "
                        + Quoted.cut(
                                call.arguments().isEmpty()
                                        ? "nothing"
                                        : String.join(", ", call.arguments().keySet())));
            }
        }
        Call checked = Call.of(call.symbol());
        for (Map.Entry<String, Expr> argument : call.arguments().entrySet()) {
            checked = with(checked, argument.getKey(), argument.getValue());
        }
        return checked;
    }

    // The arguments of a custom object are known to Python only, but calls of Keras inside them are checked.
    private Call custom(Call call) {
        Call checked = new Call(call.symbol(), Map.of(), call.source());
        for (Map.Entry<String, Expr> argument : call.arguments().entrySet()) {
            checked = with(checked, argument.getKey(), argument.getValue());
        }
        return checked;
    }

    /** Returns a copy of a call with one more argument, after a check. */
    public Call with(Call call, String name, Expr value) {
        if (call.source() != null) {
            return call.with(name, value.rewrite(part -> part instanceof Call nested ? call(nested) : part));
        }
        CatalogueEntry entry = catalogue.entry(call.symbol());
        return entry.signature().with(call, name, value(entry.name(), entry.parameter(name), value));
    }

    /** Returns the value as the parameter accepts it; an error begins with {@code subject} and the parameter's name. */
    public Expr value(String subject, CatalogueParameter parameter, Expr value) {
        Expr accepted = accepted(parameter, value)
                .orElseThrow(() -> new IllegalArgumentException(subject + ": " + parameter.name() + " must be "
                        + AcceptedValues.of(parameter) + ", got " + Quoted.cut(value) + hint(parameter, value)));
        parameter.interval().check(subject, parameter.name(), accepted);
        return accepted;
    }

    private Optional<Expr> accepted(CatalogueParameter parameter, Expr value) {
        if (value instanceof Arg arg) {
            return accepted(parameter, arg.standard()).map(standard -> new Arg(arg.name(), standard));
        }
        if (value instanceof HyperparameterExpr open) {
            return open(parameter, open, each -> accepted(parameter, each));
        }
        if (value.equals(Literal.NONE)
                && !parameter.required()
                && parameter.standard().equals(Literal.NONE)) {
            return Optional.of(value);
        }
        return parameter.types().stream()
                .flatMap(type -> typed(parameter, type, value).stream())
                .findFirst();
    }

    /** Returns a hyperparameter if all its choices, or both ends of its range, are accepted unchanged. */
    private static Optional<Expr> open(
            CatalogueParameter parameter, HyperparameterExpr open, Function<Expr, Optional<Expr>> accept) {
        boolean choices = open.domain() instanceof Choices;
        List<Expr> values =
                choices ? ((Choices) open.domain()).values() : open.domain().levels(2);
        List<Expr> accepted =
                values.stream().flatMap(each -> accept.apply(each).stream()).toList();
        if (accepted.size() < values.size()) {
            return Optional.empty();
        }
        if (choices) {
            return Optional.of(open.over(new Choices(accepted)));
        }
        if (!accepted.equals(values)) {
            throw new IllegalArgumentException(parameter.name() + ": range must be of real numbers, as "
                    + String.format(Locale.ROOT, "between(%s, %s)", accepted.get(0), accepted.get(accepted.size() - 1))
                    + ", got " + Quoted.cut(open.domain()));
        }
        return Optional.of(open);
    }

    private Optional<Expr> typed(CatalogueParameter parameter, String type, Expr value) {
        if (type.equals("block")) {
            return Optional.of(value).filter(CatalogueCheck::block);
        }
        if (type.equals("block**")) {
            return Optional.of(value).filter(any -> value instanceof ListExpr items && nested(items));
        }
        if (value instanceof HyperparameterExpr open) {
            return open(parameter, open, each -> typed(parameter, type, each));
        }
        if (type.endsWith("*")) {
            return items(parameter, type.substring(0, type.length() - 1), value);
        }
        if (type.endsWith("{}")) {
            return map(parameter, type.substring(0, type.length() - 2), value);
        }
        if (type.equals("shape")) {
            return value instanceof ListExpr shape
                    ? shape(shape)
                    : Optional.of(value).filter(DataPlaceholder.INPUT_SHAPE::equals);
        }
        if (type.equals("any")) {
            return Optional.of(value).filter(CatalogueCheck::plain);
        }
        if (value instanceof DataPlaceholder supplied) {
            return Optional.of(value).filter(any -> supplied == DataPlaceholder.NUM_CLASSES && type.equals("int"));
        }
        if (value instanceof Call call) {
            return suits(catalogue.entry(call), type) ? Optional.of(call(call)) : Optional.empty();
        }
        if (value instanceof Dict dict) {
            return Optional.of(value).filter(any -> type.equals("weights") && weights(dict));
        }
        return value instanceof Literal literal ? literal(parameter, type, literal) : Optional.empty();
    }

    // The type of a custom object is known to Python only, so it is accepted wherever an object is. An activation
    // function of Keras is given by its name, because a call of it would need its inputs.
    private boolean suits(CatalogueEntry entry, String type) {
        if (entry.kind().equals(Catalogue.CUSTOM)) {
            return type.equals("callable")
                    || catalogue.entries().values().stream()
                            .anyMatch(each -> each.kind().equals(type));
        }
        return type.equals("layer") ? entry.isLayer() : entry.kind().equals(type) && !type.equals("activation");
    }

    /** Returns true for the name of a block, or None in the place of one. */
    private static boolean block(Expr value) {
        return value instanceof Literal literal && (literal.value() == null || literal.value() instanceof String);
    }

    /** Returns true for names of blocks, some of them in lists: the states of several cells. */
    private static boolean nested(ListExpr items) {
        return items.items().stream()
                .allMatch(item -> item instanceof ListExpr inner
                        ? inner.items().stream().allMatch(CatalogueCheck::block)
                        : block(item));
    }

    private static Optional<Expr> shape(ListExpr shape) {
        boolean fits = shape.items().stream()
                .allMatch(item -> item instanceof Literal literal
                        && (literal.value() == null || literal.value() instanceof Long));
        return fits ? Optional.of(ListExpr.tuple(shape.items())) : Optional.empty();
    }

    private Optional<Expr> map(CatalogueParameter parameter, String type, Expr value) {
        if (!(value instanceof Dict dict)) {
            return Optional.empty();
        }
        Map<Expr, Expr> all = new LinkedHashMap<>();
        dict.entries().forEach((key, item) -> {
            if (key instanceof Literal literal && literal.value() instanceof String) {
                typed(parameter, type, item).ifPresent(typed -> all.put(key, typed));
            }
        });
        return all.size() == dict.entries().size() ? Optional.of(new Dict(all)) : Optional.empty();
    }

    private Optional<Expr> items(CatalogueParameter parameter, String type, Expr value) {
        if (AXES.matcher(parameter.name()).matches() && value instanceof Literal one && one.value() instanceof Long) {
            // Keras takes one axis for a list of one, which is what it writes.
            return items(parameter, type, ListExpr.list(List.of(one)));
        }
        if (!(value instanceof ListExpr items)) {
            return Optional.empty();
        }
        List<Expr> all = items.items().stream()
                .flatMap(item -> typed(parameter, type, item).stream())
                .toList();
        // Keras writes several integers as a tuple, and rows of integers as a tuple of tuples.
        return all.size() == items.items().size()
                ? Optional.of(new ListExpr(type.startsWith("int"), all))
                : Optional.empty();
    }

    private Optional<Expr> literal(CatalogueParameter parameter, String type, Literal literal) {
        Object value = literal.value();
        boolean fits =
                switch (type) {
                    case "bool" -> value instanceof Boolean;
                    case "int" -> value instanceof Long;
                    case "double" -> value instanceof Number;
                    case "string" -> value instanceof String;
                    case "none" -> value == null;
                    case "choice" ->
                        value instanceof String name && parameter.choices().contains(name);
                    default ->
                        value instanceof String name && catalogue.names(type).contains(name);
                };
        if (!fits) {
            return Optional.empty();
        }
        return Optional.of(
                type.equals("double") && value instanceof Long whole ? Expr.of(whole.doubleValue()) : literal);
    }

    // A value of unknown type may consist of literals, lists and maps, but never of calls.
    private static boolean plain(Expr value) {
        if (value instanceof ListExpr items) {
            return items.items().stream().allMatch(CatalogueCheck::plain);
        }
        if (value instanceof Dict dict) {
            return dict.entries().values().stream().allMatch(CatalogueCheck::plain)
                    && dict.entries().keySet().stream().allMatch(CatalogueCheck::plain);
        }
        return value instanceof Literal;
    }

    private static boolean weights(Dict dict) {
        return dict.entries().entrySet().stream()
                .allMatch(entry -> entry.getKey() instanceof Literal key
                        && (key.value() instanceof String || key.value() instanceof Long)
                        && entry.getValue() instanceof Literal weight
                        && weight.value() instanceof Number);
    }

    private String hint(CatalogueParameter parameter, Expr value) {
        if (value instanceof ListExpr items) {
            return items.items().stream()
                    .filter(item ->
                            accepted(parameter, ListExpr.list(List.of(item))).isEmpty())
                    .map(item -> hint(parameter, item))
                    .findFirst()
                    .orElse("");
        }
        if (!(value instanceof Literal literal && literal.value() instanceof String name)) {
            return "";
        }
        List<String> known = new ArrayList<>(parameter.choices());
        parameter.types().forEach(type -> known.addAll(catalogue.names(type.replace("*", ""))));
        return NearestName.hint(name, known);
    }
}
