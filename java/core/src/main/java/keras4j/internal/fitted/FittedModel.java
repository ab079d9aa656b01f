package keras4j.internal.fitted;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import keras4j.code.Program;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.expr.CustomObject;
import keras4j.internal.interval.Laplace;
import keras4j.internal.onnx.OnnxForm;
import keras4j.internal.onnx.OnnxSignature;
import keras4j.internal.workflow.DataPreparation;
import keras4j.model.Samples;
import keras4j.model.TrainingHistory;
import org.jspecify.annotations.Nullable;

/**
 * Content of a fitted model, which {@code keras4j.fitted.Fitted} shows to users.
 *
 * @param origin the spec, program and seed that it was made with
 * @param preparation the conversion from a frame to the inputs
 * @param history the loss and the metrics of each epoch
 * @param signature the inputs and outputs
 * @param description Keras' summary and the diagram
 * @param provenance the time, versions and training data
 * @param bytes the {@code .keras} file
 * @param posterior the Laplace posterior of each output's last layer; none if the fit did not compute it
 * @param samples rows with predictions for verification; null for none
 * @param onnx the form without Python; null for none
 */
public record FittedModel(
        ModelOrigin origin,
        DataPreparation preparation,
        TrainingHistory history,
        ModelSignature signature,
        ModelDescription description,
        ModelProvenance provenance,
        ModelBytes bytes,
        List<Laplace> posterior,
        @Nullable Samples samples,
        @Nullable OnnxForm onnx) {
    public FittedModel {
        posterior = List.copyOf(posterior);
    }

    /** Returns a model without posterior, samples and ONNX form. */
    public static FittedModel of(
            ModelOrigin origin,
            DataPreparation preparation,
            TrainingHistory history,
            List<List<Integer>> outputs,
            ModelDescription description,
            ModelProvenance provenance,
            byte[] bytes) {
        return new FittedModel(
                origin,
                preparation,
                history,
                new ModelSignature(preparation.schema().inputs(), outputs),
                description,
                provenance,
                ModelBytes.of(bytes),
                List.of(),
                null,
                null);
    }

    /** Returns the name of the model. */
    public String name() {
        return origin.name();
    }

    /** Returns the custom objects that must be defined before the model is restored. */
    public List<CustomObject> customObjects() {
        return origin.customObjects();
    }

    /** Returns the inputs and outcomes. */
    public Schema schema() {
        return preparation.schema();
    }

    /** Returns the program that made the model. */
    public Program program() {
        return origin.program();
    }

    /** Returns the limit on the sizes of rows. */
    public RowLengths lengths() {
        return RowLengths.of(origin);
    }

    /** Checks that no axis that varies is longer than the model's maximum. */
    public void requireLengths(Collection<Tensor> x) {
        lengths().require(schema().inputs(), x);
    }

    /** Returns the shape of one row of each output, in which axes may vary. */
    public List<List<Integer>> outputs() {
        return signature.outputRows();
    }

    /**
     * Returns the {@code .keras} bytes themselves, not a copy.
     *
     * @throws IllegalStateException if Keras could not serialize the model
     */
    public byte[] model() {
        return bytes.require(name());
    }

    /** Returns the key of live models. */
    public String key() {
        return bytes.key();
    }

    /** Returns another model of the same origin, whose weights have no posterior. */
    public FittedModel with(ModelDescription description, byte[] model) {
        return of(origin, preparation, history, outputs(), description, provenance, model);
    }

    /** Returns a copy with another history, and other bytes of the same weights. */
    public FittedModel with(TrainingHistory history, byte[] model) {
        ModelBytes other = ModelBytes.of(model);
        return new FittedModel(
                origin, preparation, history, signature, description, provenance, other, posterior, samples, onnx);
    }

    /** Returns a copy with other samples. */
    public FittedModel with(Samples samples) {
        return new FittedModel(
                origin, preparation, history, signature, description, provenance, bytes, posterior, samples, onnx);
    }

    /** Returns a copy with another form without Python. */
    public FittedModel with(OnnxForm onnx) {
        return new FittedModel(
                origin, preparation, history, signature, description, provenance, bytes, posterior, samples, onnx);
    }

    /**
     * Returns the form without Python.
     *
     * @throws IllegalStateException if there is none
     */
    public OnnxForm requireOnnx() {
        if (onnx == null) {
            throw new IllegalStateException(
                    "Fitted " + name() + ": there is no ONNX form; keras.withOnnx(fitted) adds one");
        }
        return onnx;
    }

    /** Returns the inputs and outputs of the form without Python. */
    public OnnxSignature onnxSignature() {
        return OnnxSignature.of(schema(), outputs(), !posterior.isEmpty());
    }

    /** Compares the content: the time at which a model was made does not matter. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FittedModel that
                && bytes.equals(that.bytes)
                && origin.equals(that.origin)
                && preparation.equals(that.preparation)
                && history.equals(that.history)
                && signature.equals(that.signature)
                && description.equals(that.description)
                && provenance.versions().equals(that.provenance.versions())
                && posterior.equals(that.posterior)
                && Objects.equals(samples, that.samples)
                && Objects.equals(onnx, that.onnx);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bytes, origin);
    }
}
