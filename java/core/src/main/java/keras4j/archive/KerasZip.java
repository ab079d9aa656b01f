package keras4j.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The members of a {@code .keras} file as Keras writes it. */
public final class KerasZip {
    /** The members, in the order of their names. */
    public static final List<String> MEMBERS = List.of("config.json", "metadata.json", "model.weights.h5");

    private KerasZip() {}

    /**
     * The members by name.
     *
     * @throws ArchiveException the bytes are no ZIP, or one that Keras does not write
     */
    public static Map<String, byte[]> read(byte[] bytes) {
        return read(bytes, Rules.of("KerasFile"));
    }

    static Map<String, byte[]> read(byte[] bytes, Rules rules) {
        Map<String, byte[]> members = ZipReader.read(bytes, rules);
        rules.require(
                Rule.ZIP_MEMBERS,
                List.copyOf(new TreeMap<>(members).keySet()).equals(MEMBERS),
                "members must be " + String.join(", ", MEMBERS),
                String.join(", ", members.keySet())
                        + (members.containsKey(Manifest.NAME) ? "; Fitted.load reads archives of keras4j" : ""));
        return members;
    }

    /** The one file that holds these members, in the order of their names. */
    public static byte[] write(Map<String, byte[]> members) {
        return StoredZip.write(new LinkedHashMap<>(new TreeMap<>(members)));
    }
}
