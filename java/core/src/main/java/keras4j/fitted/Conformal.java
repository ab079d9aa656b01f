package keras4j.fitted;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import keras4j.archive.Archive;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.fitted.ConformalArchive;
import keras4j.internal.fitted.ConformalModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.text.Preconditions;

/**
 * Fitted models with conformity scores of held-out rows, for conformal prediction intervals of any level.
 *
 * <p>{@code keras.conformal} makes it from one model and calibration rows (split conformal prediction, J. Lei et al.,
 * <a href="https://doi.org/10.1080/01621459.2017.1307116">Distribution-Free Predictive Inference for Regression</a>,
 * 2018), or from one model for each fold (CV+, R. Barber et al., <a
 * href="https://doi.org/10.1214/20-AOS1965">Predictive Inference with the Jackknife+</a>, 2021). A plain value like
 * {@link Fitted}.
 */
public final class Conformal implements Serializable {
    private static final long serialVersionUID = 1;

    static {
        PublicFaces.register(Conformal.class, ConformalModel.class, conformal -> conformal.model, Conformal::new);
    }

    private final transient ConformalModel model;

    Conformal(ConformalModel model) {
        this.model = model;
    }

    /** {@return the models: one, or one for each fold} */
    public List<Fitted> models() {
        return model.models().stream().map(Fitted::new).toList();
    }

    /**
     * Returns the number of rows that the conformity scores were computed from.
     *
     * @return the number {@code n}; the level of intervals is at most {@code n / (n + 1)}
     */
    public int rows() {
        return model.rows();
    }

    /**
     * Writes the models and scores as one archive, which Jackson stores in base64. The archive is unsigned, even if
     * this value was read from a signed one.
     *
     * @return the bytes of the archive
     * @throws IllegalStateException if Keras could not serialise a model
     */
    @JsonValue
    public byte[] toBytes() {
        return ConformalArchive.write(model).toBytes();
    }

    /**
     * Reads an archive written by {@link #toBytes()}. Never starts Python.
     *
     * @param bytes the bytes of the archive
     * @return the models and scores
     * @throws keras4j.archive.ArchiveException if the bytes are damaged, not such an archive, or of a newer format
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Conformal ofBytes(byte[] bytes) {
        Preconditions.notNull("Conformal", "bytes", bytes);
        return ofBytes(bytes, ReadOptions.DEFAULT);
    }

    /**
     * Reads an archive written by {@link #toBytes()} or {@link #sign}, with limits or a required signature. Never
     * starts Python.
     *
     * @param bytes the bytes of the archive
     * @param options the limits for the archive and each model, and the required signature
     * @return the models and scores
     * @throws keras4j.archive.ArchiveException as above, or if a model has more parameters or the signature is missing
     *     or wrong
     */
    public static Conformal ofBytes(byte[] bytes, ReadOptions options) {
        Preconditions.notNull("Conformal", "bytes", bytes);
        Preconditions.notNull("Conformal", "options", options);
        return new Conformal(ConformalArchive.read(MemberArchive.read(bytes, options), options));
    }

    /**
     * Returns the models and scores as one signed archive; {@link Archive#save}, {@link Archive#replace} and {@link
     * Archive#toBytes} write it.
     *
     * @param signer the key
     * @return the archive
     * @throws IllegalStateException if Keras could not serialise a model
     */
    public Archive sign(Signer signer) {
        Preconditions.notNull("Conformal", "signer", signer);
        return ConformalArchive.write(model).signed(signer);
    }

    /**
     * Writes the models and scores to one new, self-contained file, whole or not at all. The file is unsigned, even if
     * this value was read from a signed one.
     *
     * @param file the file, which must not exist
     * @throws keras4j.archive.ArchiveException if the file exists already
     * @throws IllegalStateException if Keras could not serialise a model
     * @throws java.io.UncheckedIOException if the file cannot be written, see {@link Archive#save}
     */
    public void save(Path file) {
        Preconditions.notNull("Conformal", "file", file);
        ConformalArchive.write(model).save(file);
    }

    /**
     * Writes the models and scores to one self-contained file, in place of an existing one. The file is unsigned, as
     * with {@link #save}.
     *
     * @param file the file
     * @throws keras4j.archive.ArchiveException if there is anything but a regular file, see {@link Archive#replace}
     * @throws IllegalStateException if Keras could not serialise a model
     * @throws java.io.UncheckedIOException if the file cannot be written, see {@link Archive#replace}
     */
    public void replace(Path file) {
        Preconditions.notNull("Conformal", "file", file);
        ConformalArchive.write(model).replace(file);
    }

    /**
     * Reads a file written by {@link #save}. Never starts Python. {@link Fitted#describe} shows its content.
     *
     * @param file the file
     * @return the models and scores
     * @throws keras4j.archive.ArchiveException if the file is damaged, not such an archive, of a newer format, or above
     *     the default limits
     */
    public static Conformal load(Path file) {
        Preconditions.notNull("Conformal", "file", file);
        return load(file, ReadOptions.DEFAULT);
    }

    /**
     * Reads a file written by {@link #save} or from {@link #sign}, with limits or a required signature. Never starts
     * Python.
     *
     * @param file the file
     * @param options the limits for the archive and each model, and the required signature
     * @return the models and scores
     * @throws keras4j.archive.ArchiveException as above, or if the signature is missing or wrong
     */
    public static Conformal load(Path file, ReadOptions options) {
        Preconditions.notNull("Conformal", "file", file);
        Preconditions.notNull("Conformal", "options", options);
        return new Conformal(ConformalArchive.read(file, MemberArchive.load(file, options), options));
    }

    /**
     * Returns the archive's bytes, which a stream keeps in place of this object.
     *
     * @return the serialized form
     */
    private Object writeReplace() {
        return new SerializedForm(true, toBytes());
    }

    /**
     * Refuses a stream that has this object instead of its serialized form.
     *
     * @param in the stream
     * @throws InvalidObjectException always
     */
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("Conformal: only its serialized form is read from a stream");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Conformal that && model.equals(that.model);
    }

    @Override
    public int hashCode() {
        return model.hashCode();
    }

    @Override
    public String toString() {
        return "Conformal " + model.models().get(0).name() + ": "
                + (model.models().size() == 1 ? "" : model.models().size() + " models, ") + rows()
                + " rows to measure by";
    }
}
