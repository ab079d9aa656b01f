package keras4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Records;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.fitted.QuantizationResult;
import keras4j.internal.text.Preconditions;
import keras4j.model.Evaluation;
import keras4j.model.Network;
import keras4j.model.QuantizationMode;
import org.dflib.DataFrame;

/** Operations of {@link Keras} that load, evaluate, inspect and change models. The given model is never modified. */
public interface ModelEditor {
    /**
     * Loads a {@code .keras} file made with Python.
     *
     * @param file the file
     * @return the model
     * @throws keras4j.archive.ArchiveException if it is not a {@code .keras} file, or contains something unknown to
     *     keras4j
     */
    default Fitted load(Path file) {
        return load(KerasFile.read(file));
    }

    /**
     * Loads a {@code .keras} file that was read and checked before, such as one with class levels or custom objects.
     *
     * @param file the checked file
     * @return the model
     */
    Fitted load(KerasFile file);

    /**
     * Evaluates a model with Keras: the loss and the metrics that it was compiled with.
     *
     * @param fitted the model
     * @param frame rows with their outcomes
     * @return the loss and the metrics
     */
    Evaluation evaluate(Fitted fitted, DataFrame frame);

    /**
     * Evaluates a model with Keras: the loss and the metrics that it was compiled with.
     *
     * @param fitted the model
     * @param examples rows with their outcomes
     * @return the loss and the metrics
     */
    Evaluation evaluate(Fitted fitted, Examples examples);

    /**
     * Evaluates a model with Keras on batches, such as rows of unequal size, see {@link Batches#bySize(List, Target, int,
     * long)}.
     *
     * @param fitted the model
     * @param batches rows with their outcomes
     * @return the loss and the metrics
     */
    Evaluation evaluate(Fitted fitted, Batches batches);

    /**
     * Evaluates a model with Keras on records.
     *
     * @param fitted the model
     * @param rows records with their outcomes
     * @return the loss and the metrics
     */
    default Evaluation evaluate(Fitted fitted, List<? extends Record> rows) {
        return evaluate(fitted, Records.frame(rows));
    }

    /**
     * Returns the layers of a fitted model, with copies of their weights.
     *
     * @param fitted the model
     * @return the layers
     */
    Network network(Fitted fitted);

    /**
     * Draws a fitted model with {@code keras.utils.plot_model}. {@link Fitted#diagram()} needs no further software.
     *
     * @param fitted the model
     * @return a PNG image
     * @throws keras4j.python.PythonException if pydot is missing in the Python environment, or Graphviz on this machine
     */
    byte[] plotModel(Fitted fitted);

    /**
     * Returns a copy of a model with other weights in one layer.
     *
     * @param fitted the model
     * @param layer the layer's name
     * @param weights the new weights, of the shapes and in the order of {@link Network.Layer#tensors()}
     * @return the copy
     * @throws IllegalArgumentException if there is no such layer, or its weights have other shapes
     */
    Fitted withWeights(Fitted fitted, String layer, List<Tensor> weights);

    /**
     * Returns a copy of a model with a few rows and its predictions for them, which {@link Keras#verify(Fitted)}
     * compares wherever the model is loaded. The rows are stored in its files as the recipe prepared them. Choose no
     * confidential rows; made-up ones suffice.
     *
     * @param fitted the model
     * @param rows the rows
     * @return the copy
     */
    Fitted withSamples(Fitted fitted, DataFrame rows);

    /**
     * Returns a copy of a model with a single input and sample rows for it.
     *
     * @param fitted the model
     * @param x the rows, of shape {@code (rows, ...)}
     * @return the copy
     */
    default Fitted withSamples(Fitted fitted, Tensor x) {
        Preconditions.notNull("Keras", "x", x);
        return withSamples(fitted, Map.of("x", x));
    }

    /**
     * Returns a copy of a model with several inputs and sample rows for them.
     *
     * @param fitted the model
     * @param x the rows by input, each of shape {@code (rows, ...)}
     * @return the copy
     */
    Fitted withSamples(Fitted fitted, Map<String, Tensor> x);

    /**
     * Quantizes a model with a single input, so that its weights take fewer bits, and compares the outputs before and
     * after on some rows.
     *
     * @param fitted the model
     * @param mode the type of the weights
     * @param x rows to compare on, of shape {@code (rows, ...)}
     * @return the quantized model, with sizes and differences
     */
    default QuantizationResult quantize(Fitted fitted, QuantizationMode mode, Tensor x) {
        Preconditions.notNull("Keras", "x", x);
        return quantize(fitted, mode, Map.of("x", x));
    }

    /**
     * Quantizes a model with several inputs in the same way.
     *
     * @param fitted the model
     * @param mode the type of the weights
     * @param x rows to compare on, by input, each of shape {@code (rows, ...)}
     * @return the quantized model, with sizes and differences
     */
    QuantizationResult quantize(Fitted fitted, QuantizationMode mode, Map<String, Tensor> x);

    /**
     * Returns a copy of a model that also holds an ONNX form, by which {@code keras4j-onnx} predicts without Python. Both
     * exporters, of JAX and of TensorFlow, are tried in processes of their own. Each result is compared with Keras on the
     * model's samples and on random rows, and the faster of those that agree is kept. The first export installs the
     * exporters and the environments of both backends.
     *
     * @param fitted the model; one of mixed precision gets a form of float32
     * @return the copy
     * @throws IllegalArgumentException if no result agrees with Keras; the message has the reasons of both exporters
     */
    Fitted withOnnx(Fitted fitted);

    /**
     * Returns a copy of a model with the recipe as preprocessing layers in front. It takes the original columns, so
     * that plain Python needs only {@link Fitted#kerasBytes()}. Steps that can become layers are the scaling steps
     * ({@code normalize}, {@code center}, {@code scale}, {@code range}), {@code discretize} followed by {@code dummy},
     * {@code oneHot} or codes, and steps that remove or rename columns. Predictions agree within 1e-5.
     *
     * @param fitted the model
     * @return the copy
     * @throws IllegalArgumentException if the recipe has another step, a predictor is not a number, or the model was
     *     fitted to tensors
     */
    Fitted withPreprocessingLayers(Fitted fitted);
}
