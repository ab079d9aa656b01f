package keras4j.fitted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.expr.CustomObject;
import keras4j.internal.files.AtomicFolder;
import keras4j.internal.files.FileAccess;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * MLflow model folder with the flavours keras and python_function. {@code mlflow.keras.load_model} and {@code
 * mlflow.pyfunc.load_model} load a folder written here; a folder written by {@code mlflow.keras.save_model} can be read
 * here.
 *
 * <p>The model takes the rows as the recipe prepared them, float32, int32 or uint8 of shape {@code (rows, ...)}, not
 * the frame.
 *
 * @see <a href="https://mlflow.org/docs/latest/ml/model/">MLflow models</a>
 */
public final class MlflowModel {
    static final String DESCRIPTION = "MLmodel";
    private static final String MODEL = "data/model.keras";

    private MlflowModel() {}

    /**
     * Writes a new folder, whole or not at all.
     *
     * @param fitted the model
     * @param folder the folder, which must not exist
     * @throws IllegalArgumentException if the folder exists, or the model needs custom objects, which MLflow does not
     *     store
     * @throws IllegalStateException if Keras could not serialise the model
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static void write(Fitted fitted, Path folder) {
        Preconditions.notNull("MlflowModel", "fitted", fitted);
        Preconditions.notNull("MlflowModel", "folder", folder);
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException("MlflowModel: folder must not exist yet, got " + Quoted.file(folder));
        }
        if (!fitted.customObjects().isEmpty()) {
            List<String> names =
                    fitted.customObjects().stream().map(CustomObject::name).toList();
            throw new IllegalArgumentException("MlflowModel: " + fitted.name() + " must use classes of Keras only, got "
                    + Quoted.cut(String.join(", ", names)));
        }
        try {
            AtomicFolder.create(folder, files(fitted), FileAccess.UMASK);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "MlflowModel: " + Quoted.file(folder) + " cannot be written: " + Quoted.file(e), e);
        }
    }

    /**
     * Reads and checks the Keras model in such a folder, as {@link KerasFile#read} does. All other files are ignored,
     * because they could name code.
     *
     * @param folder the folder
     * @param customs the custom objects that the model needs
     * @return the checked file
     * @throws ArchiveException if there is no {@code MLmodel} or no {@code data/model.keras}, or the model is refused
     */
    public static KerasFile read(Path folder, CustomObject... customs) {
        Preconditions.notNull("MlflowModel", "folder", folder);
        return read(folder, ReadOptions.DEFAULT, customs);
    }

    /**
     * Reads and checks the Keras model in such a folder with other size limits.
     *
     * @param folder the folder
     * @param options the limits for the file and the model
     * @param customs the custom objects that the model needs
     * @return the checked file
     * @throws ArchiveException as above, or if the model is larger
     */
    public static KerasFile read(Path folder, ReadOptions options, CustomObject... customs) {
        Preconditions.notNull("MlflowModel", "folder", folder);
        for (String file : List.of(DESCRIPTION, MODEL)) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw new ArchiveException("MlflowModel: folder must have MLmodel and data/model.keras, got "
                        + Quoted.file(folder) + " without " + file);
            }
        }
        return KerasFile.read(folder.resolve(MODEL), options, customs);
    }

    private static Map<String, byte[]> files(Fitted fitted) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("data/keras_module.txt", text("keras"));
        files.put(MODEL, fitted.model().model());
        MlflowDescription description = new MlflowDescription(fitted);
        files.put(DESCRIPTION, text(description.model()));
        files.put("requirements.txt", text(description.requirements()));
        files.put("python_env.yaml", text(description.pythonEnvironment()));
        files.put("conda.yaml", text(description.conda()));
        return files;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
