package keras4j.internal.fitted;

import java.util.Arrays;
import java.util.List;

/** Members of an archive of a fitted model, each with its maximum size. */
public enum ArchiveEntry {
    SPEC("spec.json", ArchiveEntry.USUAL),
    /** Origin of a model without a spec. */
    ORIGIN("origin.json", ArchiveEntry.USUAL),
    /** Fitted recipe, if a frame was fitted. */
    RECIPE("recipe.json", ArchiveEntry.LEARNED),
    /** Laplace posteriors, if the fit computed them. */
    LAPLACE("laplace.json", ArchiveEntry.LEARNED),
    /** Samples with predictions, if some were stored. */
    SAMPLES("samples.json", ArchiveEntry.LEARNED),
    SCHEMA("schema.json", ArchiveEntry.USUAL),
    PROTOTYPE("prototype.json", ArchiveEntry.USUAL),
    HISTORY("history.json", 8 << 20),
    OUTPUTS("outputs.json", 1 << 16),
    SUMMARY("summary.txt", ArchiveEntry.USUAL),
    DIAGRAM("diagram.json", ArchiveEntry.USUAL),
    PROGRAM("program.py", ArchiveEntry.USUAL),
    /** Keras model, limited by the size of the file only. */
    MODEL("model.keras", Integer.MAX_VALUE),
    /** Form without Python, if one was exported, limited by the size of the file only. */
    ONNX("model.onnx", Integer.MAX_VALUE);

    private static final int USUAL = 4 << 20;
    private static final int LEARNED = 64 << 20;

    private final String file;
    private final int largest;

    ArchiveEntry(String file, int largest) {
        this.file = file;
        this.largest = largest;
    }

    /** Returns the name in the archive. */
    public String file() {
        return file;
    }

    /** Returns the maximum size in bytes. */
    public int largest() {
        return largest;
    }

    public static List<String> files() {
        return Arrays.stream(values()).map(ArchiveEntry::file).toList();
    }
}
