package keras4j.spec;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.data.Input;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.catalogue.CatalogueParameter;

/** Sizes of inputs that vary, and argument {@code max_length} of a spec that has any. */
final class VaryingSizes {
    static final String NAME = "max_length";

    private static final Expr MAX_LENGTH = Expr.of(1024);
    static final ArgumentSlot SLOT = new ArgumentSlot(
            NAME,
            "the sizes that vary",
            MAX_LENGTH,
            List.of(CatalogueParameter.number(NAME, "int", MAX_LENGTH, "[1, inf)")),
            null);

    private VaryingSizes() {}

    /** Returns the shape of an input, in which Python's {@code None} is a size that varies. */
    static Expr shape(List<Integer> shape) {
        return ListExpr.tuple(shape.stream().map(VaryingSizes::size).toList());
    }

    private static Expr size(int size) {
        return size == Input.VARYING ? Literal.NONE : Expr.of(size);
    }

    /** Returns the sizes of an input with one that varies; none for another input. */
    static List<Integer> of(Block input) {
        Expr shape = input.layers().get(0).arguments().get("shape");
        if (!(shape instanceof ListExpr sizes) || !sizes.items().contains(Literal.NONE)) {
            return List.of();
        }
        return sizes.items().stream().map(VaryingSizes::number).toList();
    }

    private static Integer number(Expr size) {
        Object value = size instanceof Literal literal ? literal.value() : null;
        return value instanceof Number number ? (Integer) number.intValue() : (Integer) Input.VARYING;
    }

    static boolean anyIn(List<Block> blocks) {
        return BlockStructureCheck.of(Block.Role.INPUT, blocks).stream()
                .anyMatch(input -> !of(input).isEmpty());
    }

    static int maxLength(Map<String, Expr> settings) {
        Literal set = (Literal) settings.getOrDefault(NAME, MAX_LENGTH);
        return ((Number) Objects.requireNonNull(set.value())).intValue();
    }
}
