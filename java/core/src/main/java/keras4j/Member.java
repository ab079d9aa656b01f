package keras4j;

import java.util.Arrays;
import java.util.List;

/** What an archive of a fitted model is made of, and how large each part may be. */
enum Member {
    SPEC("spec.json", Member.USUAL),
    /** In place of the spec, where there is none. */
    ORIGIN("origin.json", Member.USUAL),
    /** Only where a frame was fitted. */
    RECIPE("recipe.json", Member.LEARNED),
    /** Only where the fit was asked for it. */
    LAPLACE("laplace.json", Member.LEARNED),
    /** Only where samples were taken in. */
    SAMPLES("samples.json", Member.LEARNED),
    SCHEMA("schema.json", Member.USUAL),
    PROTOTYPE("prototype.json", Member.USUAL),
    HISTORY("history.json", 8 << 20),
    OUTPUTS("outputs.json", 1 << 16),
    SUMMARY("summary.txt", Member.USUAL),
    DIAGRAM("diagram.json", Member.USUAL),
    PROGRAM("program.py", Member.USUAL),
    /** As large as the file may be. */
    MODEL("model.keras", Integer.MAX_VALUE);

    private static final int USUAL = 4 << 20;
    private static final int LEARNED = 64 << 20;

    private final String file;
    private final int largest;

    Member(String file, int largest) {
        this.file = file;
        this.largest = largest;
    }

    /** Its name in the archive. */
    String file() {
        return file;
    }

    /** The most bytes that it may have. */
    int largest() {
        return largest;
    }

    static List<String> files() {
        return Arrays.stream(values()).map(Member::file).toList();
    }
}
