package keras4j.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.Choices;
import keras4j.expr.Expr;
import keras4j.expr.HyperparameterExpr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.catalogue.CallSignature;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueCheck;
import keras4j.internal.catalogue.CatalogueParameter;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Call arguments of the first layer of a block: validated against the signature of its {@code call}. */
final class CallArguments {
    private static final CatalogueCheck CHECK = new CatalogueCheck(Catalogue.keras());

    private CallArguments() {}

    /** Returns the arguments in Keras' order, after a check of their names and types. */
    static Map<String, Expr> checked(String block, Call layer, Map<String, Expr> given) {
        given.keySet().forEach(name -> parameter(block, layer, name));
        Map<String, Expr> checked = new LinkedHashMap<>();
        order(layer, given).forEach(name -> {
            CatalogueParameter parameter = parameter(block, layer, name);
            Expr value = CHECK.value("block " + block, parameter, Objects.requireNonNull(given.get(name)));
            if (!(value instanceof Literal || value instanceof ListExpr)
                    && !names(value).isEmpty()) {
                throw new IllegalArgumentException("block " + block + ": " + name
                        + " must name blocks, which can be neither args nor open, got " + value);
            }
            checked.put(name, value);
        });
        return checked;
    }

    private static List<String> order(Call layer, Map<String, Expr> given) {
        CallSignature signature = Catalogue.keras().entry(layer).call();
        return signature == null
                ? List.copyOf(given.keySet())
                : signature
                        .named()
                        .map(CatalogueParameter::name)
                        .filter(given::containsKey)
                        .toList();
    }

    /** Returns a parameter of a layer's call by its name; the error for an unknown name suggests the nearest one. */
    static CatalogueParameter parameter(String block, Call layer, String name) {
        CallSignature signature = Catalogue.keras().entry(layer).call();
        return signature == null
                ? CallSignature.unknown(name)
                : signature.named(name).orElseThrow(() -> unknown(block, layer, signature, name));
    }

    private static IllegalArgumentException unknown(String block, Call layer, CallSignature signature, String name) {
        List<String> known = signature.named().map(CatalogueParameter::name).toList();
        String accepted = known.isEmpty()
                ? "left out, as " + layer.name() + " takes only its inputs"
                : "one that " + layer.name() + " takes: " + String.join(", ", known);
        String inputs = name.equals(signature.inputs().name()) ? "; inputs are given by from(...)" : "";
        return new IllegalArgumentException("block " + block + ": call argument must be " + accepted + ", got "
                + Quoted.cut(name)
                + (inputs.isEmpty() ? NearestName.hint(name, known) : inputs));
    }

    /** Returns the names of the blocks in call arguments. */
    static List<String> names(Map<String, Expr> call) {
        return call.values().stream().flatMap(value -> names(value).stream()).toList();
    }

    private static List<String> names(@Nullable Expr value) {
        List<String> names = new ArrayList<>();
        if (value instanceof Literal literal && literal.value() instanceof String name) {
            names.add(name);
        } else if (value instanceof ListExpr items) {
            items.items().forEach(item -> names.addAll(names(item)));
        } else if (value instanceof Arg arg) {
            names.addAll(names(arg.standard()));
        } else if (value instanceof HyperparameterExpr open && open.domain() instanceof Choices choices) {
            choices.values().forEach(each -> names.addAll(names(each)));
        }
        return names;
    }
}
