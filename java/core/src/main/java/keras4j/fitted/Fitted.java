package keras4j.fitted;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.archive.Archive;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.code.Program;
import keras4j.data.Schema;
import keras4j.expr.CustomObject;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.fitted.FittedArchive;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.onnx.OnnxForm;
import keras4j.internal.text.Preconditions;
import keras4j.model.Samples;
import keras4j.model.TrainingDataFingerprint;
import keras4j.model.TrainingHistory;
import keras4j.plot.ModelDiagram;
import keras4j.recipe.FittedRecipe;
import keras4j.spec.Spec;

/**
 * Fitted model: a plain value that holds the model as {@code .keras} bytes.
 *
 * <p>It holds no live object. {@code Keras} caches live models separately and restores one from the bytes if necessary:
 * after a while, in another session, in another JVM, or on the other backend. Two fitted models are equal if their
 * content is; the time of creation does not matter.
 */
public final class Fitted implements Serializable {
    private static final long serialVersionUID = 1;

    static {
        PublicFaces.register(Fitted.class, FittedModel.class, fitted -> fitted.model, Fitted::new);
    }

    private final transient FittedModel model;

    Fitted(FittedModel model) {
        this.model = model;
    }

    /** Returns the content. */
    FittedModel model() {
        return model;
    }

    /** {@return the model's name} */
    public String name() {
        return model.name();
    }

    /**
     * Returns the fitted spec, with the seed that was used.
     *
     * @return the spec
     * @throws IllegalStateException if the model was not built from a spec: it was loaded from a {@code .keras} file,
     *     or trained further
     */
    public Spec spec() {
        if (model.origin().spec() == null) {
            throw new IllegalStateException("Fitted " + name()
                    + ": there is no spec, because the model was not built from one; program() tells how it was made");
        }
        return model.origin().spec();
    }

    /** {@return the custom objects that the model needs, without their arguments} */
    public List<CustomObject> customObjects() {
        return model.customObjects();
    }

    /** {@return the input columns, as the recipe prepared them, and the outcomes} */
    public Schema schema() {
        return model.schema();
    }

    /** {@return the fitted recipe, which prepares every frame; empty if the model was fitted to tensors} */
    public Optional<FittedRecipe> recipe() {
        return Optional.ofNullable(model.preparation().recipe());
    }

    /** {@return the loss and the metrics of each epoch} */
    public TrainingHistory history() {
        return model.history();
    }

    /** {@return Keras' own summary table, taken at the end of the fit} */
    public String summary() {
        return model.description().summary();
    }

    /**
     * {@return the layers with their shapes and connections; {@code plot()}, {@code mermaid()} and {@code dot()} draw
     * it}
     */
    public ModelDiagram diagram() {
        return model.description().diagram();
    }

    /** {@return the shape of each output for one row, in the order of the schema's outcomes} */
    public List<List<Integer>> outputs() {
        return model.outputs();
    }

    /**
     * Returns the Keras program that made the model: {@code spec().program()} with the numbers filled in, or the
     * program that trained it further. For a model from a {@code .keras} file it is a program that would build it.
     *
     * @return the program, whose {@link Program#source()} is Python text
     */
    public Program program() {
        return model.program();
    }

    /**
     * Returns the seed of the fit, set by the spec or drawn at random.
     *
     * @return the seed
     * @throws IllegalStateException if the model was loaded from a {@code .keras} file
     */
    public long seed() {
        if (model.origin().seed() == null) {
            throw new IllegalStateException("Fitted " + name() + ": there is no seed, because it was not fitted here");
        }
        return model.origin().seed();
    }

    /** {@return the versions at the fit: {@code keras4j}, {@code keras}, {@code python}, NumPy and the backend} */
    public Map<String, String> versions() {
        return model.provenance().versions();
    }

    /** {@return the time of creation, to the second} */
    public Instant created() {
        return model.provenance().created();
    }

    /**
     * Returns the fingerprint of the training rows.
     *
     * @return the fingerprint; empty if they came in batches, or the model was loaded from a {@code .keras} file
     */
    public Optional<TrainingDataFingerprint> trainingData() {
        return Optional.ofNullable(model.provenance().data());
    }

    /**
     * {@return the rows that {@code keras.verify} predicts again; empty unless {@code keras.withSamples} stored some}
     */
    public Optional<Samples> samples() {
        return Optional.ofNullable(model.samples());
    }

    /**
     * Returns the model as a {@code .keras} file, which plain Keras loads.
     *
     * @return the bytes of the file
     * @throws IllegalStateException if Keras could not serialise the model
     */
    public byte[] kerasBytes() {
        return model.model().clone();
    }

    /** {@return a line about the form that {@code keras.withOnnx} added: exporter, size, difference; empty without one} */
    public Optional<String> onnx() {
        return Optional.ofNullable(model.onnx()).map(OnnxForm::toString);
    }

    /**
     * Writes the ONNX form to a new file, for Triton, Python and others, with the names of the schema.
     *
     * @param file the file, which must not exist
     * @throws IllegalStateException if there is no form; an {@code UncheckedIOException} if the file cannot be written
     */
    public void saveOnnx(Path file) {
        model.requireOnnx().save(Preconditions.notNull("Fitted", "file", file), null);
    }

    /**
     * Writes the ONNX form to a new file, and its signature beside it, with {@code .sig} after the name.
     *
     * @param file the file, which must not exist
     * @param signer the key
     */
    public void saveOnnx(Path file, Signer signer) {
        Preconditions.notNull("Fitted", "signer", signer);
        model.requireOnnx().save(Preconditions.notNull("Fitted", "file", file), signer);
    }

    /** {@return the reason why Keras could not serialise the model; empty if it could} */
    public Optional<String> serializationFailure() {
        return Optional.ofNullable(model.bytes().failure());
    }

    /**
     * Writes the model as one archive, which Jackson stores in base64. The archive is unsigned, even if this model was
     * read from a signed one.
     *
     * @return the bytes of the archive
     * @throws IllegalStateException if Keras could not serialise the model
     */
    @JsonValue
    public byte[] toBytes() {
        return FittedArchive.write(model).toBytes();
    }

    /**
     * Reads an archive written by {@link #toBytes()}. Never starts Python.
     *
     * @param bytes the bytes of the archive
     * @return the model
     * @throws keras4j.archive.ArchiveException if the bytes are damaged, not such an archive, or of a newer format
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Fitted ofBytes(byte[] bytes) {
        return ofBytes(bytes, ReadOptions.DEFAULT);
    }

    /**
     * Reads an archive written by {@link #toBytes()} or {@link #sign}, with limits or a required signature. Never
     * starts Python.
     *
     * @param bytes the bytes of the archive
     * @param options the limits and the required signature
     * @return the model
     * @throws keras4j.archive.ArchiveException as above, or if it has more parameters or the signature is missing or
     *     wrong
     */
    public static Fitted ofBytes(byte[] bytes, ReadOptions options) {
        Preconditions.notNull("Fitted", "bytes", bytes);
        Preconditions.notNull("Fitted", "options", options);
        return new Fitted(FittedArchive.read(MemberArchive.read(bytes, options), options));
    }

    /**
     * Returns the model as one signed archive; {@link Archive#save}, {@link Archive#replace} and {@link
     * Archive#toBytes} write it.
     *
     * @param signer the key
     * @return the archive
     * @throws IllegalStateException if Keras could not serialise the model
     */
    public Archive sign(Signer signer) {
        Preconditions.notNull("Fitted", "signer", signer);
        return FittedArchive.write(model).signed(signer);
    }

    /**
     * Writes the model to one new, self-contained file, whole or not at all. The file is unsigned, even if this model
     * was read from a signed one.
     *
     * @param file the file, which must not exist
     * @throws keras4j.archive.ArchiveException if the file exists already
     * @throws IllegalStateException if Keras could not serialise the model
     * @throws java.io.UncheckedIOException if the file cannot be written, see {@link Archive#save}
     */
    public void save(Path file) {
        Preconditions.notNull("Fitted", "file", file);
        FittedArchive.write(model).save(file);
    }

    /**
     * Writes the model to one self-contained file, in place of an existing one: a reader sees the old or the new file,
     * whole. The file is unsigned, as with {@link #save}.
     *
     * @param file the file
     * @throws keras4j.archive.ArchiveException if there is anything but a regular file, see {@link Archive#replace}
     * @throws IllegalStateException if Keras could not serialise the model
     * @throws java.io.UncheckedIOException if the file cannot be written, see {@link Archive#replace}
     */
    public void replace(Path file) {
        Preconditions.notNull("Fitted", "file", file);
        FittedArchive.write(model).replace(file);
    }

    /**
     * Reads a file written by {@link #save}. Never starts Python. If the model was made with another version of Keras
     * than the one that will restore it, the log has a warning; {@code keras.verify} compares the predictions.
     *
     * @param file the file
     * @return the model
     * @throws keras4j.archive.ArchiveException if the file is damaged, not such an archive, of a newer format, or above
     *     the default limits
     */
    public static Fitted load(Path file) {
        return load(file, ReadOptions.DEFAULT);
    }

    /**
     * Reads a file written by {@link #save} or from {@link #sign}, with limits or a required signature. Never starts
     * Python.
     *
     * @param file the file
     * @param options the limits and the required signature
     * @return the model
     * @throws keras4j.archive.ArchiveException as above, or if the signature is missing or wrong
     */
    public static Fitted load(Path file, ReadOptions options) {
        Preconditions.notNull("Fitted", "file", file);
        Preconditions.notNull("Fitted", "options", options);
        return new Fitted(FittedArchive.load(file, options));
    }

    /** {@return the lines with which {@link #describe(Path)} would describe a file of the model} */
    public String describe() {
        return ArchiveDescription.of(this);
    }

    /**
     * Describes a file and its content, a fitted model or a {@link Conformal}, as text. Never starts Python.
     *
     * @param file the file
     * @return several lines
     * @throws keras4j.archive.ArchiveException if the file is damaged, not such an archive, or of a newer format
     */
    public static String describe(Path file) {
        return describe(file, ReadOptions.DEFAULT);
    }

    /**
     * Describes a file that may be larger or must be signed. There is no limit on the number of parameters.
     *
     * @param file the file
     * @param options the limit for the file and the required signature
     * @return several lines
     * @throws keras4j.archive.ArchiveException as above, or if it is larger, or the signature is missing or wrong
     */
    public static String describe(Path file, ReadOptions options) {
        Preconditions.notNull("Fitted", "file", file);
        Preconditions.notNull("Fitted", "options", options);
        return ArchiveDescription.of(file, options);
    }

    /**
     * Returns a copy without the content that only training needs: the history and the state of the optimizer. Further
     * training starts with a fresh optimizer, as for every model.
     *
     * @return the copy, with the sizes
     * @throws IllegalStateException if Keras could not serialise the model
     */
    public SlimResult slim() {
        return SlimResult.of(this);
    }

    /**
     * Returns a deserialization filter that admits fitted models, their serialized form and no other object. Set it
     * with {@link java.io.ObjectInputStream#setObjectInputFilter}.
     *
     * @param others further admitted classes, which hold a fitted model or stand beside it, including arrays of up to
     *     65,536 elements; each must be listed, since subclasses are not admitted
     * @return the filter
     */
    public static ObjectInputFilter serialFilter(Class<?>... others) {
        Preconditions.array("Fitted", "others", others);
        return new FittedSerialFilter(List.of(others));
    }

    /** {@return the archive's bytes, which a stream keeps in place of this object} */
    private Object writeReplace() {
        return new SerializedForm(false, toBytes());
    }

    /**
     * Refuses a stream that has this object instead of its serialized form.
     *
     * @param in the stream
     * @throws InvalidObjectException always
     */
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("Fitted: only its serialized form is read from a stream");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fitted that && model.equals(that.model);
    }

    @Override
    public int hashCode() {
        return model.hashCode();
    }

    @Override
    public String toString() {
        return "Fitted " + name() + ": " + history().epochs() + " epochs, " + model.bytes();
    }
}
