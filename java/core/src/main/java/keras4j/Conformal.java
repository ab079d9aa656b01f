package keras4j;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import keras4j.archive.Archive;
import keras4j.archive.Reading;
import keras4j.archive.Signer;
import keras4j.interval.Scores;

/**
 * Models, and how far they were off on rows that they did not learn from: what conformal intervals follow from, of any level.
 *
 * <p>Made by {@code keras.conformal}: of one model and rows apart, split conformal (J. Lei et al., <a
 * href="https://doi.org/10.1080/01621459.2017.1307116">Distribution-Free Predictive Inference for Regression</a>, 2018), or of
 * a model for each fold, CV+ (R. Barber et al., <a href="https://doi.org/10.1214/20-AOS1965">Predictive Inference with the
 * Jackknife+</a>, 2021). A plain value like {@link Fitted}.
 */
public final class Conformal implements Serializable {
    private static final long serialVersionUID = 1;

    private final transient List<Fitted> models;
    private final transient List<List<Scores>> scores;

    /** @param scores for each outcome, and each of its numbers, by model */
    Conformal(List<Fitted> models, List<List<Scores>> scores) {
        this.models = List.copyOf(models);
        this.scores = scores.stream().map(List::copyOf).toList();
    }

    /** The models: one, or one a fold. */
    public List<Fitted> models() {
        return models;
    }

    /** How many rows measure how far predictions are off; the level of intervals is at most {@code rows / (rows + 1)}. */
    public int rows() {
        return scores.get(0).get(0).count();
    }

    List<List<Scores>> scores() {
        return scores;
    }

    /**
     * Everything as one archive; Jackson writes it as text, in base64. It is unsigned, also where this was read from a signed one.
     *
     * @throws IllegalStateException Keras could not serialise a model
     */
    @JsonValue
    public byte[] toBytes() {
        return ConformalArchive.write(this).toBytes();
    }

    /**
     * Reads what {@link #toBytes()} wrote. Never starts Python.
     *
     * @throws keras4j.archive.ArchiveException the bytes are damaged, no such archive, or of a newer format
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Conformal ofBytes(byte[] bytes) {
        return ofBytes(bytes, Reading.DEFAULT);
    }

    /**
     * Reads what {@link #toBytes()} or {@link #sign} made, if each model is no larger, and by whom, as it must be. Never starts
     * Python.
     *
     * @throws keras4j.archive.ArchiveException as above, or a model has more parameters, or the key did not sign it
     */
    public static Conformal ofBytes(byte[] bytes, Reading reading) {
        return ConformalArchive.read(Archive.read(bytes, reading), reading);
    }

    /**
     * Everything as one archive that a key signed; {@link Archive#save}, {@link Archive#replace} and {@link Archive#toBytes}
     * write it.
     *
     * @throws IllegalStateException Keras could not serialise a model
     */
    public Archive sign(Signer signer) {
        return ConformalArchive.write(this).signed(signer);
    }

    /**
     * Writes everything to one new, self-contained file, whole or not at all. It is unsigned, also where this was read from a
     * signed one.
     *
     * @throws keras4j.archive.ArchiveException the file exists already
     * @throws IllegalStateException Keras could not serialise a model
     * @throws java.io.UncheckedIOException the file cannot be written, see {@link Archive#save}
     */
    public void save(Path file) {
        ConformalArchive.write(this).save(file);
    }

    /**
     * Writes everything to one self-contained file, in place of the one that may be there. It is unsigned, as that of
     * {@link #save}.
     *
     * @throws IllegalStateException Keras could not serialise a model
     * @throws java.io.UncheckedIOException the file cannot be written, see {@link Archive#replace}
     */
    public void replace(Path file) {
        ConformalArchive.write(this).replace(file);
    }

    /**
     * Reads what {@link #save} wrote. Never starts Python. {@link Fitted#describe} shows what is in it.
     *
     * @throws keras4j.archive.ArchiveException the file is damaged, no such archive, of a newer format, or larger than usual
     */
    public static Conformal load(Path file) {
        return load(file, Reading.DEFAULT);
    }

    /**
     * Reads what {@link #save} or {@link #sign} made, if it is no larger, and by whom, as it must be. Never starts Python.
     *
     * @throws keras4j.archive.ArchiveException as above, or the key did not sign it
     */
    public static Conformal load(Path file, Reading reading) {
        return ConformalArchive.read(file, Archive.load(file, reading), reading);
    }

    private Object writeReplace() {
        return new SerialProxy(true, toBytes());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("Conformal: only its proxy is read from a stream");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Conformal that && models.equals(that.models) && scores.equals(that.scores);
    }

    @Override
    public int hashCode() {
        return Objects.hash(models, scores);
    }

    @Override
    public String toString() {
        return "Conformal " + models.get(0).name() + ": " + (models.size() == 1 ? "" : models.size() + " models, ")
                + rows() + " rows to measure by";
    }
}
