package keras4j.internal.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;

/** Recognition of common wrong file formats, for better error messages. */
public final class OtherFormats {
    private static final int MARK_BYTES = 8;
    private static final Map<String, String> MARKS = Map.of(
            "894844460d0a1a0a",
            "an HDF5 file (.h5), which is never read; in Python: import keras; model ="
                    + " keras.models.load_model('model.h5', compile=False); model.save('model.keras')",
            "1f8b",
            "a gzip file; unpack it first");

    private OtherFormats() {}

    /** Describes bytes that are not a complete ZIP. */
    public static String of(byte[] bytes) {
        String begin = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MARK_BYTES));
        return MARKS.entrySet().stream()
                .filter(mark -> begin.startsWith(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(bytes.length + " bytes without a ZIP end record");
    }

    /** Describes a folder. */
    public static String of(Path folder) {
        if (Files.exists(folder.resolve("saved_model.pb"))) {
            return "the folder of a SavedModel, which is never read; in Python: import tf_keras; old ="
                    + " tf_keras.models.load_model('folder'); model.set_weights(old.get_weights()), with a model of the same"
                    + " layers in Keras 3, saved as .keras";
        }
        return "a folder" + (Files.exists(folder.resolve("MLmodel")) ? "; MlflowModel.read reads it" : "");
    }
}
