package keras4j.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;

/** What a file is that is taken for one of ours or of Keras, so that a refusal can say what to do. */
final class OtherFormats {
    private static final String SAVE = "; save the model as .keras in Python";
    private static final int MARK = 8;
    private static final Map<String, String> MARKS = Map.of(
            "894844460d0a1a0a",
            "an HDF5 file (.h5), which is never read" + SAVE,
            "1f8b",
            "a gzip file; unpack it first");

    private OtherFormats() {}

    /** What bytes are that are no whole ZIP. */
    static String of(byte[] bytes) {
        String begin = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MARK));
        return MARKS.entrySet().stream()
                .filter(mark -> begin.startsWith(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(bytes.length + " bytes that end otherwise");
    }

    /** What a folder is. */
    static String of(Path folder) {
        if (Files.exists(folder.resolve("saved_model.pb"))) {
            return "the folder of a SavedModel, which is never read" + SAVE;
        }
        return "a folder" + (Files.exists(folder.resolve("MLmodel")) ? "; MlflowModel.read reads it" : "");
    }
}
