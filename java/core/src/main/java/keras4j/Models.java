package keras4j;

import keras4j.activation.Activation;
import keras4j.expr.Arg;
import keras4j.expr.CustomObject;
import keras4j.expr.Range;
import keras4j.expr.Supplied;
import keras4j.expr.Value;
import keras4j.layer.Layer;
import keras4j.measure.Measure;
import keras4j.measure.Measures;
import keras4j.recipe.Formula;
import keras4j.recipe.Recipe;
import keras4j.resample.Holdout;
import keras4j.resample.Resampling;
import keras4j.resample.VFold;
import keras4j.spec.AnyLayer;
import keras4j.spec.Block;
import keras4j.spec.FineTuning;
import keras4j.spec.Mode;
import keras4j.spec.Spec;
import keras4j.tune.Grid;
import keras4j.tune.Search;

/**
 * The words in which a network is described; made to be imported statically.
 *
 * <pre>{@code
 * var hidden = block("hidden", dense(arg("units", 128)).activation(RELU), dropout(arg("rate", 0.1)));
 * var spec = classifier("mlp", input(), hidden, output());
 * }</pre>
 */
public final class Models {
    private Models() {}

    /**
     * The entrance: rows of the given shape, such as {@code input(28, 28, 1)}; {@code input()} takes the data's. A network may
     * have several, under names of their own: {@code input().as("left").columns("age", "fare")}.
     */
    public static Block input(int... shape) {
        return Block.input(shape);
    }

    /**
     * The exit; {@code output()} is what suits the outcome: a softmax over the classes, or one number. A network may have
     * several, each under the name of its outcome: {@code output().as("price").from("join")}. One output may also give several
     * columns of numbers together: {@code output(dense(3))} with {@code next_1 + next_2 + next_3 ~ .}
     */
    public static Block output(Layer... layers) {
        return Block.output(layers);
    }

    /** A named run of layers; in a graph it says what it takes, see {@link Block#from}. */
    public static Block block(String name, Layer... layers) {
        return Block.of(name, layers);
    }

    /**
     * A network that predicts one of several classes: an input, any blocks, an output; or a graph, whose blocks say what they
     * take.
     */
    public static Spec classifier(String name, Block... blocks) {
        return Spec.of(name, Mode.CLASSIFIER, blocks);
    }

    /** A network that predicts a number: an input, any blocks, an output; or a graph, whose blocks say what they take. */
    public static Spec regressor(String name, Block... blocks) {
        return Spec.of(name, Mode.REGRESSOR, blocks);
    }

    /** A value that becomes an argument of the spec, named {@code <block>_<name>}; {@code standard} until it is set. */
    public static <T> Value<T> arg(String name, T standard) {
        return Value.arg(name, standard);
    }

    /** The same with a value that is not chosen yet, as in {@code arg("units", between(64, 256))}. */
    public static <T> Value<T> arg(String name, Value<T> standard) {
        return new Value<>(new Arg(name, standard.expr()));
    }

    /** A whole number that is not chosen yet, as in {@code dense(between(64, 256))}; both ends are included. */
    public static Range<Integer> between(int low, int high) {
        return Range.between(low, high);
    }

    /** A real number that is not chosen yet, as in {@code dropout(between(0.2, 0.4))}, {@code between(1e-4, 1e-1).log()}. */
    public static Range<Double> between(double low, double high) {
        return Range.between(low, high);
    }

    /** One of some values, not chosen yet, as in {@code dense(64).activation(oneOf(RELU, GELU))}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only handed on
    public static <T> Range<T> oneOf(T first, T... others) {
        return Range.oneOf(first, others);
    }

    /** The number of classes of the outcome, as in {@code dense(numClasses())}. */
    public static Value<Integer> numClasses() {
        return new Value<>(Supplied.NUM_CLASSES);
    }

    /** How a fitted model is trained further, as in {@code fineTuning("later").freeze("conv_1").epochs(3)}. */
    public static FineTuning fineTuning(String name) {
        return FineTuning.of(name);
    }

    /** What is learned from which columns, as in {@code workflow("y ~ x", spec)}, and the spec that learns it. */
    public static Workflow workflow(String formula, Spec spec) {
        return workflow(recipe(formula), spec);
    }

    /** How rows are prepared, and the spec that learns from them. */
    public static Workflow workflow(Recipe recipe, Spec spec) {
        return new Workflow(recipe, spec, null);
    }

    /** A layer of one's own, as in {@code layer(CustomObject.of("Scale", source)).with("factor", 2)}. */
    public static AnyLayer layer(CustomObject object) {
        return AnyLayer.of(object);
    }

    /** An activation of one's own, as in {@code dense(64).activation(activation(CustomObject.of("swish_2", source)))}. */
    public static Value<Activation> activation(CustomObject object) {
        return new Value<>(object.expr());
    }

    /** How rows are prepared, as in {@code recipe("mpg ~ .").normalize(allPredictors())}; at first there is no step. */
    public static Recipe recipe(String formula) {
        return Recipe.of(Formula.of(formula));
    }

    /** One split of a frame, as in {@code holdout(0.75).strata("species").seed(1).trainTest(iris)}; 3/4 is rsample's initial split. */
    public static Holdout holdout(double proportion) {
        return Resampling.holdout(proportion);
    }

    /** A regular grid: so many levels of each open value, all combinations. */
    public static Grid grid(int levels) {
        return Search.grid(levels);
    }

    /** What is scored, as in {@code metrics(ACCURACY, ROC_AUC)}; a search makes the first good. */
    public static Measures metrics(Measure... measures) {
        return Measures.of(measures);
    }

    /** Folds, as in {@code folds(3).strata("species").seed(1)}: each row is once among those to judge by. */
    public static VFold folds(int v) {
        return Resampling.folds(v);
    }

    /** A layer by its Keras name, as in {@code layer("keras.layers.GaussianNoise").with("stddev", 0.1)}. */
    public static AnyLayer layer(String symbol) {
        return AnyLayer.of(symbol);
    }
}
