package keras4j.internal.trial;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.expr.Arg;
import keras4j.expr.Domain;
import keras4j.expr.Expr;
import keras4j.expr.Hyperparameter;
import keras4j.expr.HyperparameterExpr;
import keras4j.expr.Literal;
import keras4j.expr.WholeDomain;
import keras4j.spec.Block;
import keras4j.spec.Spec;

/**
 * Open widths of dense layers that can be padded.
 *
 * @param spec the spec with the layers
 */
record PaddableWidths(Spec spec) {
    private static final String DENSE = "keras.layers.Dense";

    /**
     * Maximum work of a network, in squared units times rows times epochs, below which padding to the largest width
     * costs less time than compiling another program: both are about a second for some ten fits.
     */
    private static final double MAX_PADDED_WORK = 3e8;

    /** Returns the names of the widths that are worth padding, for a number of training rows. */
    Set<String> padded(int rows) {
        double epochs = mostEpochs();
        return spec.blocks().stream()
                .flatMap(PaddableWidths::arguments)
                .flatMap(this::open)
                .filter(open -> Math.pow(largest(open.domain()), 2) * rows * epochs <= MAX_PADDED_WORK)
                .map(Hyperparameter::name)
                .collect(Collectors.toSet());
    }

    private double mostEpochs() {
        return spec.arguments()
                .named("fit_epochs")
                .value()
                .map(value -> value instanceof HyperparameterExpr open ? largest(open.domain()) : Literal.number(value))
                .orElse(1.0);
    }

    private static double largest(Domain domain) {
        return domain instanceof WholeDomain whole ? whole.high() : Double.POSITIVE_INFINITY;
    }

    /** Returns patterns of the unit arguments of a block's dense layers, including those of single copies. */
    private static Stream<Pattern> arguments(Block block) {
        return block.layers().stream()
                .filter(layer -> layer.symbol().equals(DENSE))
                .flatMap(layer -> Stream.ofNullable(layer.arguments().get("units")))
                .flatMap(units -> units instanceof Arg arg ? Stream.of(arg.name()) : Stream.empty())
                .map(name -> Pattern.compile(Pattern.quote(block.name()) + "(\\.\\d+)?_" + Pattern.quote(name)));
    }

    /** Returns the hyperparameters among the matching arguments. */
    private Stream<Hyperparameter> open(Pattern names) {
        return spec.arguments().all().stream()
                .filter(argument -> names.matcher(argument.name()).matches())
                .flatMap(argument -> named(argument.name(), argument.value().orElse(Literal.NONE)));
    }

    private static Stream<Hyperparameter> named(String argument, Expr value) {
        return value instanceof HyperparameterExpr open
                ? Stream.of(Hyperparameter.of(open.name() == null ? argument : open.name(), open.domain()))
                : Stream.empty();
    }
}
