package keras4j;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import keras4j.archive.Archive;
import keras4j.archive.Reading;
import keras4j.archive.Signer;
import keras4j.code.Program;
import keras4j.data.Schema;
import keras4j.expr.CustomObject;
import keras4j.interval.Laplace;
import keras4j.plot.ModelDiagram;
import keras4j.recipe.FittedRecipe;
import keras4j.spec.Spec;
import keras4j.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model: a plain value that holds the model as {@code .keras} bytes.
 *
 * <p>It holds no live object. {@link Keras} keeps live models beside it, and restores one from the bytes
 * whenever it is gone: after a while, in another session, in another JVM, on the other backend. Two fitted
 * models are equal when their content is; when they were made does not matter.
 */
public final class Fitted implements Serializable {
    private static final long serialVersionUID = 1;

    private final transient Origin origin;
    private final transient Preparation preparation;
    private final transient History history;
    private final transient List<List<Integer>> outputs;
    private final transient Described described;
    private final transient Provenance provenance;
    private final transient byte @Nullable [] model;
    private final transient @Nullable String whyNoBytes;
    /** Computed when a live model is first asked for: looking at a file does without. */
    private transient volatile @Nullable String key;

    private final transient Ports ports;
    private final transient List<Laplace> laplace;
    private final transient @Nullable Samples samples;

    Fitted(
            Origin origin,
            Preparation preparation,
            History history,
            List<List<Integer>> outputs,
            Described described,
            Provenance provenance,
            byte @Nullable [] model,
            @Nullable String whyNoBytes,
            List<Laplace> laplace,
            @Nullable Samples samples) {
        this.origin = origin;
        this.preparation = preparation;
        this.history = history;
        this.outputs = outputs.stream().map(List::copyOf).toList();
        this.described = described;
        this.provenance = provenance;
        this.model = model;
        this.whyNoBytes = whyNoBytes;
        this.laplace = List.copyOf(laplace);
        this.samples = samples;
        this.ports = new Ports(preparation.schema().inputs(), this.outputs);
        this.key = model == null ? "unkept-" + UUID.randomUUID() : null;
    }

    /** The model's name. */
    public String name() {
        return origin.name();
    }

    /**
     * What was fitted, with the seed that was used.
     *
     * @throws IllegalStateException the model was there already: it was loaded from a {@code .keras} file, or is one that was
     *     trained further
     */
    public Spec spec() {
        if (origin.spec() == null) {
            throw new IllegalStateException("Fitted " + name()
                    + ": there is no spec, because the model was not built from one; python() tells how it was made");
        }
        return origin.spec();
    }

    /** The custom objects that the model needs, without their arguments. */
    public List<CustomObject> customObjects() {
        return origin.customObjects();
    }

    /** Which columns went in, as the recipe prepared them, and what came out. */
    public Schema schema() {
        return preparation.schema();
    }

    /** What the recipe learned, which every frame is prepared with; empty where tensors were fitted. */
    public Optional<FittedRecipe> recipe() {
        return Optional.ofNullable(preparation.recipe());
    }

    /** The loss and the metrics of each epoch. */
    public History history() {
        return history;
    }

    /** Keras' own summary table, taken when the fit ended. */
    public String summary() {
        return described.summary();
    }

    /** The layers with their shapes, and what flows where: {@code plot()}, {@code mermaid()} and {@code dot()} show it. */
    public ModelDiagram diagram() {
        return described.diagram();
    }

    Described described() {
        return described;
    }

    /** The shape of what each output gives for one row, in the order of the schema's outcomes. */
    public List<List<Integer>> outputs() {
        return outputs;
    }

    /**
     * The Keras program that made it: {@code spec().python()} with the numbers filled in, what trained it further, or, of a
     * model from a {@code .keras} file, what would build it.
     */
    public String python() {
        return origin.program().source();
    }

    /**
     * The seed of the fit: the one that was set, or the one that was drawn.
     *
     * @throws IllegalStateException the model was loaded from a {@code .keras} file
     */
    public long seed() {
        if (origin.seed() == null) {
            throw new IllegalStateException("Fitted " + name() + ": there is no seed, because it was not fitted here");
        }
        return origin.seed();
    }

    /** What it was fitted with: the versions of {@code keras4j}, {@code keras}, {@code python}, NumPy and the backend. */
    public Map<String, String> versions() {
        return provenance.versions();
    }

    /** When it was made, to the second. */
    public Instant created() {
        return provenance.created();
    }

    /** Which rows it was fitted to; empty where they came in batches, or the model was loaded from a {@code .keras} file. */
    public Optional<TrainingRows> data() {
        return Optional.ofNullable(provenance.data());
    }

    /** The rows that {@link Keras#verify} predicts again; empty unless {@link Keras#withSamples} took some in. */
    public Optional<Samples> samples() {
        return Optional.ofNullable(samples);
    }

    /**
     * The model as a {@code .keras} file, which plain Keras loads.
     *
     * @throws IllegalStateException Keras could not serialise the model
     */
    public byte[] keras() {
        return model().clone();
    }

    /** Why Keras could not serialise the model; empty when there are bytes. */
    public Optional<String> whyNoBytes() {
        return Optional.ofNullable(whyNoBytes);
    }

    /**
     * Everything as one archive; Jackson writes it as text, in base64. It is unsigned, also where this was read from a signed one.
     *
     * @throws IllegalStateException Keras could not serialise the model
     */
    @JsonValue
    public byte[] toBytes() {
        return FittedArchive.write(this).toBytes();
    }

    /**
     * Reads what {@link #toBytes()} wrote. Never starts Python.
     *
     * @throws keras4j.archive.ArchiveException the bytes are damaged, no such archive, or of a newer format
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Fitted ofBytes(byte[] bytes) {
        return ofBytes(bytes, Reading.DEFAULT);
    }

    /**
     * Reads what {@link #toBytes()} or {@link #sign} made, if it is no larger, and by whom, as it must be. Never starts Python.
     *
     * @throws keras4j.archive.ArchiveException as above, or it has more parameters, or the key did not sign it
     */
    public static Fitted ofBytes(byte[] bytes, Reading reading) {
        return FittedArchive.read(Archive.read(bytes, reading), reading);
    }

    /**
     * Everything as one archive that a key signed; {@link Archive#save}, {@link Archive#replace} and {@link Archive#toBytes}
     * write it.
     *
     * @throws IllegalStateException Keras could not serialise the model
     */
    public Archive sign(Signer signer) {
        return FittedArchive.write(this).signed(signer);
    }

    /**
     * Writes everything to one new, self-contained file, whole or not at all. It is unsigned, also where this was read from a
     * signed one.
     *
     * @throws keras4j.archive.ArchiveException the file exists already
     * @throws IllegalStateException Keras could not serialise the model
     * @throws java.io.UncheckedIOException the file cannot be written, see {@link Archive#save}
     */
    public void save(Path file) {
        FittedArchive.write(this).save(file);
    }

    /**
     * Writes everything to one self-contained file, in place of the one that may be there: a reader sees the old one or the
     * new one, whole. It is unsigned, as that of {@link #save}.
     *
     * @throws IllegalStateException Keras could not serialise the model
     * @throws java.io.UncheckedIOException the file cannot be written, see {@link Archive#replace}
     */
    public void replace(Path file) {
        FittedArchive.write(this).replace(file);
    }

    /**
     * Reads what {@link #save} wrote. Never starts Python. Where the model was made with another Keras than the one that will
     * restore it, the log has a warning; {@link Keras#verify} tells whether it matters.
     *
     * @throws keras4j.archive.ArchiveException the file is damaged, no such archive, of a newer format, or larger than usual
     */
    public static Fitted load(Path file) {
        return load(file, Reading.DEFAULT);
    }

    /**
     * Reads what {@link #save} or {@link #sign} made, if it is no larger, and by whom, as it must be. Never starts Python.
     *
     * @throws keras4j.archive.ArchiveException as above, or the key did not sign it
     */
    public static Fitted load(Path file, Reading reading) {
        return FittedArchive.load(file, reading);
    }

    /**
     * All that a file says of itself and of what is in it, a fitted model or a {@link Conformal}, as text. Never starts Python.
     *
     * @throws keras4j.archive.ArchiveException the file is damaged, no such archive, or of a newer format
     */
    public static String describe(Path file) {
        return describe(file, Reading.DEFAULT);
    }

    /**
     * The same of a file that may be larger, or must be signed. However many parameters a model has, it is described.
     *
     * @throws keras4j.archive.ArchiveException as above, or it is larger, or the key did not sign it
     */
    public static String describe(Path file, Reading reading) {
        return Description.of(file, reading);
    }

    /**
     * The same model without what only training needs: the history and the state of the optimizer. Trained further it begins
     * with a fresh optimizer, as every model does.
     *
     * @throws IllegalStateException Keras could not serialise the model
     */
    public Slimmed slim() {
        return Slimmed.of(this);
    }

    Origin origin() {
        return origin;
    }

    /** Another model of the same origin, in the same form, whose weights have no posterior. */
    Fitted with(Described described, byte[] bytes) {
        return new Fitted(origin, preparation, history, outputs, described, provenance, bytes, null, List.of(), null);
    }

    /** The same with another history and other bytes of the same weights. */
    Fitted with(History history, byte[] model) {
        return new Fitted(origin, preparation, history, outputs, described, provenance, model, null, laplace, samples);
    }

    /** The same with other samples. */
    Fitted with(Samples samples) {
        return new Fitted(
                origin, preparation, history, outputs, described, provenance, model, whyNoBytes, laplace, samples);
    }

    Provenance provenance() {
        return provenance;
    }

    byte[] model() {
        if (model == null) {
            throw new IllegalStateException("Fitted " + name()
                    + ": there are no bytes of the model, because Keras could not serialise it (" + whyNoBytes + ")");
        }
        return model;
    }

    /** The program with the block of each layer. */
    Program program() {
        return origin.program();
    }

    /** How a frame becomes what the model takes. */
    Preparation preparation() {
        return preparation;
    }

    /** What goes in and comes out. */
    Ports ports() {
        return ports;
    }

    /** The posterior of each output's last layer; none where the fit was not asked for them. */
    List<Laplace> laplace() {
        return laplace;
    }

    /** What live models are kept under. */
    String key() {
        String known = key;
        if (known == null) {
            known = Sha256.of(model());
            key = known;
        }
        return known;
    }

    /**
     * A filter for streams of fitted models: it admits them, what stands for them in the stream, and no other object. Set it
     * with {@link java.io.ObjectInputStream#setObjectInputFilter}.
     *
     * @param others classes that hold a fitted model or stand beside it, and are admitted as well, arrays of up to 65,536
     *     elements among them; each is named, as none is admitted for what it extends
     */
    public static ObjectInputFilter serialFilter(Class<?>... others) {
        return new SerialFilter(List.of(others));
    }

    private Object writeReplace() {
        return new SerialProxy(false, toBytes());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("Fitted: only its proxy is read from a stream");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fitted that
                && (model == null ? this == that : Arrays.equals(model, that.model))
                && origin.equals(that.origin)
                && preparation.equals(that.preparation)
                && history.equals(that.history)
                && outputs.equals(that.outputs)
                && described.equals(that.described)
                && provenance.versions().equals(that.provenance.versions())
                && laplace.equals(that.laplace)
                && Objects.equals(samples, that.samples);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key(), origin);
    }

    @Override
    public String toString() {
        String size = model == null ? "no bytes" : (model.length + 512) / 1024 + " KB";
        return "Fitted " + name() + ": " + history.epochs() + " epochs, " + size;
    }
}
