package keras4j;

import keras4j.activation.Activation;
import keras4j.data.Input;
import keras4j.expr.Arg;
import keras4j.expr.CustomObject;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.OpenRange;
import keras4j.expr.Value;
import keras4j.internal.text.Preconditions;
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
import keras4j.spec.ModelMode;
import keras4j.spec.Spec;
import keras4j.tune.Grid;
import keras4j.tune.Search;
import keras4j.workflow.Workflow;

/**
 * Vocabulary for describing networks, made for static import.
 *
 * <pre>{@code
 * var hidden = block("hidden", dense(arg("units", 128)).activation(RELU), dropout(arg("rate", 0.1)));
 * var spec = classifier("mlp", input(), hidden, output());
 * }</pre>
 */
public final class Models {
    /** Size in a shape of an axis whose length varies from row to row, as in {@code input(VARYING, 8)}. */
    public static final int VARYING = Input.VARYING;

    private Models() {}

    /**
     * Returns the input of a network. A network may have several, with names of their own: {@code
     * input().as("left").columns("age", "fare")}.
     *
     * @param shape the shape of one row, as in {@code input(28, 28, 1)}, in which {@link #VARYING} is a size that varies;
     *     none for the shape of the data
     * @return the block
     */
    public static Block input(int... shape) {
        return Block.input(shape);
    }

    /**
     * Returns the output of a network. A network may have several, each named after its outcome: {@code
     * output().as("price").from("join")}. One output may also give several columns of numbers together: {@code
     * output(dense(3))} with {@code next_1 + next_2 + next_3 ~ .}
     *
     * @param layers the layers; none for those that suit the outcome: a softmax over the classes, or one number
     * @return the block
     */
    public static Block output(Layer... layers) {
        return Block.output(layers);
    }

    /**
     * Returns a named sequence of layers; in a graph it names its inputs, see {@link Block#from}.
     *
     * @param name the name, the prefix of the block's arguments
     * @param layers the layers in order
     * @return the block
     */
    public static Block block(String name, Layer... layers) {
        return Block.of(name, layers);
    }

    /**
     * Returns a network that predicts one of several classes.
     *
     * @param name the model's name
     * @param blocks an input, any blocks and an output in sequence, or a graph, whose blocks name their inputs
     * @return the spec
     */
    public static Spec classifier(String name, Block... blocks) {
        return Spec.of(name, ModelMode.CLASSIFIER, blocks);
    }

    /**
     * Returns a network that predicts a number.
     *
     * @param name the model's name
     * @param blocks an input, any blocks and an output in sequence, or a graph, whose blocks name their inputs
     * @return the spec
     */
    public static Spec regressor(String name, Block... blocks) {
        return Spec.of(name, ModelMode.REGRESSOR, blocks);
    }

    /**
     * Returns a value that becomes an argument of the spec, named {@code <block>_<name>}.
     *
     * @param name the name within the block
     * @param standard the default
     * @param <T> the type of the value
     * @return the value
     */
    public static <T> Value<T> arg(String name, T standard) {
        Preconditions.notNull("Models", "standard", standard);
        return Value.arg(name, standard);
    }

    /**
     * Returns a value that becomes an argument of the spec, with an open default, as in {@code arg("units", between(64,
     * 256))}.
     *
     * @param name the name within the block
     * @param standard the default
     * @param <T> the type of the value
     * @return the value
     */
    public static <T> Value<T> arg(String name, Value<T> standard) {
        Preconditions.notNull("Models", "standard", standard);
        return new Value<>(new Arg(name, standard.expr()));
    }

    /**
     * Returns an open integer, as in {@code dense(between(64, 256))}.
     *
     * @param low the lower end, included
     * @param high the upper end, included
     * @return the range to search
     */
    public static OpenRange<Integer> between(int low, int high) {
        return OpenRange.between(low, high);
    }

    /**
     * Returns an open real number, as in {@code dropout(between(0.2, 0.4))} or {@code between(1e-4, 1e-1).log()}.
     *
     * @param low the lower end, included
     * @param high the upper end, included
     * @return the range to search
     */
    public static OpenRange<Double> between(double low, double high) {
        return OpenRange.between(low, high);
    }

    /**
     * Returns an open choice among values, as in {@code dense(64).activation(oneOf(RELU, GELU))}.
     *
     * @param first the first value
     * @param others the other values
     * @param <T> the type of the values
     * @return the range to search
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only handed on
    public static <T> OpenRange<T> oneOf(T first, T... others) {
        return OpenRange.oneOf(first, others);
    }

    /**
     * Returns the number of classes of the outcome, as in {@code dense(numClasses())}.
     *
     * @return the number, filled in by the fit
     */
    public static Value<Integer> numClasses() {
        return new Value<>(DataPlaceholder.NUM_CLASSES);
    }

    /**
     * Returns settings for training a fitted model further (transfer learning, fine-tuning), as in {@code
     * fineTuning("later").freeze("conv_1").epochs(3)}.
     *
     * @param name the name of the new model
     * @return the settings
     */
    public static FineTuning fineTuning(String name) {
        return FineTuning.of(name);
    }

    /**
     * Returns a workflow with a recipe without steps, as in {@code workflow("y ~ x", spec)}.
     *
     * @param formula the outcomes and the predictors
     * @param spec the network
     * @return the workflow
     */
    public static Workflow workflow(String formula, Spec spec) {
        return workflow(recipe(formula), spec);
    }

    /**
     * Returns a workflow of a preprocessing recipe and a network.
     *
     * @param recipe the preprocessing of the rows
     * @param spec the network
     * @return the workflow
     */
    public static Workflow workflow(Recipe recipe, Spec spec) {
        return new Workflow(recipe, spec, null);
    }

    /**
     * Returns a custom layer, as in {@code layer(CustomObject.of("Scale", source)).with("factor", 2)}.
     *
     * @param object the class and its Python source
     * @return the layer
     */
    public static AnyLayer layer(CustomObject object) {
        return AnyLayer.of(object);
    }

    /**
     * Returns a custom activation, as in {@code dense(64).activation(activation(CustomObject.of("swish_2", source)))}.
     *
     * @param object the function or class and its Python source
     * @return the activation
     */
    public static Value<Activation> activation(CustomObject object) {
        Preconditions.notNull("Models", "object", object);
        return new Value<>(object.expr());
    }

    /**
     * Returns a recipe without steps, as in {@code recipe("mpg ~ .").normalize(allPredictors())}.
     *
     * @param formula the outcomes and the predictors
     * @return the recipe
     */
    public static Recipe recipe(String formula) {
        return Recipe.of(Formula.of(formula));
    }

    /**
     * Returns one split of a frame, as in {@code holdout(0.75).strata("species").seed(1).trainTest(iris)}. A proportion
     * of 3/4 is that of rsample's {@code initial_split}.
     *
     * @param proportion the part of the rows to fit on, between 0 and 1
     * @return the split
     */
    public static Holdout holdout(double proportion) {
        return Resampling.holdout(proportion);
    }

    /**
     * Returns a regular grid: all combinations of the levels.
     *
     * @param levels the number of levels of each hyperparameter, at least 1
     * @return the search strategy
     */
    public static Grid grid(int levels) {
        return Search.grid(levels);
    }

    /**
     * Returns a set of measures, as in {@code metrics(ACCURACY, ROC_AUC)}; a search optimizes the first.
     *
     * @param measures the measures
     * @return the set
     */
    public static Measures metrics(Measure... measures) {
        return Measures.of(measures);
    }

    /**
     * Returns v-fold cross-validation, as in {@code folds(3).strata("species").seed(1)}: each row is held out once.
     *
     * @param v the number of folds, at least 2
     * @return the resampling
     */
    public static VFold folds(int v) {
        return Resampling.folds(v);
    }

    /**
     * Returns a layer by its Keras name, as in {@code layer("keras.layers.GaussianNoise").with("stddev", 0.1)}.
     *
     * @param symbol the name of the class with its module
     * @return the layer
     */
    public static AnyLayer layer(String symbol) {
        return AnyLayer.of(symbol);
    }
}
