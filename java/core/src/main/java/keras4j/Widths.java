package keras4j;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.expr.Arg;
import keras4j.expr.Domain;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.expr.Open;
import keras4j.expr.OpenValue;
import keras4j.expr.WholeDomain;
import keras4j.spec.Block;
import keras4j.spec.Spec;

/**
 * The open widths of dense layers.
 *
 * @param spec where they stand
 */
record Widths(Spec spec) {
    private static final String DENSE = "keras.layers.Dense";

    /**
     * How much a network may learn in all, in squared units times rows times epochs, so that padding its layers to the largest
     * width costs less time than to compile another program: both are about a second for some ten fits.
     */
    private static final double LITTLE = 3e8;

    /** The names of those that may as well be padded to the largest, where so many rows are trained on. */
    Set<String> padded(int rows) {
        double epochs = spec.arguments()
                .named("fit_epochs")
                .value()
                .map(value -> value instanceof Open open ? largest(open.domain()) : Literal.number(value))
                .orElse(1.0);
        return spec.blocks().stream()
                .flatMap(Widths::arguments)
                .flatMap(this::open)
                .filter(open -> Math.pow(largest(open.domain()), 2) * rows * epochs <= LITTLE)
                .map(OpenValue::name)
                .collect(Collectors.toSet());
    }

    private static double largest(Domain domain) {
        return domain instanceof WholeDomain whole ? whole.high() : Double.POSITIVE_INFINITY;
    }

    /** The arguments that dense layers of a block have as their units, as a pattern: those of single copies as well. */
    private static Stream<Pattern> arguments(Block block) {
        return block.layers().stream()
                .filter(layer -> layer.symbol().equals(DENSE))
                .flatMap(layer -> Stream.ofNullable(layer.arguments().get("units")))
                .flatMap(units -> units instanceof Arg arg ? Stream.of(arg.name()) : Stream.empty())
                .map(name -> Pattern.compile(Pattern.quote(block.name()) + "(\\.\\d+)?_" + Pattern.quote(name)));
    }

    /** What is open among the arguments that match. */
    private Stream<OpenValue> open(Pattern names) {
        return spec.arguments().all().stream()
                .filter(argument -> names.matcher(argument.name()).matches())
                .flatMap(argument -> named(argument.name(), argument.value().orElse(Literal.NONE)));
    }

    private static Stream<OpenValue> named(String argument, Expr value) {
        return value instanceof Open open
                ? Stream.of(OpenValue.of(open.name() == null ? argument : open.name(), open.domain()))
                : Stream.empty();
    }
}
