package keras4j.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.internal.catalogue.CallSignature;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueParameter;
import keras4j.internal.code.LayerGraph.Application;

/** Assignment of the blocks that a layer takes to the parameters of its {@code call}. */
final class LayerInputs {
    private final String subject;
    private final String layer;
    private final List<String> from;
    private final Map<String, Expr> call;

    private LayerInputs(String subject, String layer, List<String> from, Map<String, Expr> call) {
        this.subject = subject;
        this.layer = layer;
        this.from = from;
        this.call = call;
    }

    /**
     * Returns the application of a layer to blocks.
     *
     * @param subject the spec and the block, for messages
     * @param layer the layer
     * @param from the blocks that it takes
     * @param call its call arguments
     */
    static Application of(String subject, Call layer, List<String> from, Map<String, Expr> call) {
        CallSignature signature = Catalogue.keras().entry(layer).call();
        LayerInputs inputs = new LayerInputs(subject, layer.name(), from, call);
        if (signature == null) {
            return new Application(List.of(from.size() == 1 ? Expr.of(from.get(0)) : Expr.of(from)), call);
        }
        return signature.joins() ? inputs.joined(signature) : inputs.apart(signature);
    }

    /** Returns the application of a layer whose inputs are a list. */
    private Application joined(CallSignature signature) {
        if (from.size() == 1 && signature.repeated() != null) {
            return new Application(List.of(Expr.of(List.of(from.get(0), from.get(0)))), call);
        }
        if (!signature.inputs().interval().contains(from.size())) {
            throw new IllegalArgumentException(subject + " must take "
                    + signature.inputs().interval() + " blocks for " + layer + ", got " + String.join(", ", from));
        }
        Expr inputs = from.size() == 1 ? Expr.of(from.get(0)) : Expr.of(from);
        return new Application(List.of(inputs), call);
    }

    /** Returns the application of a layer whose inputs are arguments of their own. */
    private Application apart(CallSignature signature) {
        List<String> names =
                signature.positional().stream().map(CatalogueParameter::name).toList();
        if (from.size() > names.size()) {
            throw new IllegalArgumentException(subject + " must take "
                    + (names.size() == 1
                            ? "one block for " + layer
                            : "at most " + names.size() + " blocks for " + layer + " (" + String.join(", ", names)
                                    + ")")
                    + ", got " + String.join(", ", from) + "; concatenate() and other layers join several into one");
        }
        names.subList(0, from.size()).stream().filter(call::containsKey).forEach(name -> {
            throw new IllegalArgumentException(subject + ": " + name
                    + " must be given once, in from(...) or in call(...), got " + String.join(", ", from) + " and "
                    + call.get(name));
        });
        List<Expr> positional = new ArrayList<>(from.stream().map(Expr::of).toList());
        signature.parameters().stream()
                .filter(CatalogueParameter::required)
                .skip(from.size())
                .map(CatalogueParameter::name)
                .filter(name -> !call.containsKey(name))
                .forEach(name -> positional.add(missing(signature, name)));
        return new Application(positional, call);
    }

    private Expr missing(CallSignature signature, String name) {
        if (name.equals(signature.repeated())) {
            return Expr.of(from.get(0));
        }
        throw new IllegalArgumentException(subject + ": " + name + " of " + layer
                + " must be given, as in from(\"" + from.get(0) + "\", \"...\") or call(\"" + name
                + "\", \"...\"), got "
                + from.get(0) + " only");
    }

    /** Returns true if a layer is applied as in a sequential model: to one tensor, without further arguments. */
    static boolean isPlain(Application application) {
        return application.named().isEmpty()
                && application.positional().size() == 1
                && !(application.positional().get(0) instanceof ListExpr);
    }
}
