package keras4j.internal.kerasfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.ArchiveManifest;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.archive.StoredZip;
import keras4j.internal.archive.Validator;
import keras4j.internal.archive.ZipReader;

/** ZIP container of a {@code .keras} file as Keras writes it. */
public final class KerasZip {
    private KerasZip() {}

    /**
     * Reads the members by name.
     *
     * @throws ArchiveException the bytes are not a ZIP, or one that Keras does not write
     */
    public static Map<String, byte[]> read(byte[] bytes) {
        return read(bytes, Validator.of("KerasFile"));
    }

    static Map<String, byte[]> read(byte[] bytes, Validator rules) {
        Map<String, byte[]> members = ZipReader.read(bytes, rules);
        List<String> others = members.keySet().stream()
                .filter(name -> !Vocabularies.isMember(name))
                .sorted()
                .toList();
        rules.require(
                ValidationRule.ZIP_MEMBERS,
                others.equals(MemberArchive.KERAS_MEMBERS),
                "members must be " + String.join(", ", MemberArchive.KERAS_MEMBERS),
                String.join(", ", members.keySet())
                        + (members.containsKey(ArchiveManifest.NAME) ? "; Fitted.load reads archives of keras4j" : ""));
        return members;
    }

    /** Writes a ZIP with these members, in the order of their names. */
    public static byte[] write(Map<String, byte[]> members) {
        return StoredZip.write(new LinkedHashMap<>(new TreeMap<>(members)));
    }
}
