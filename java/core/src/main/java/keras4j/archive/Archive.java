package keras4j.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import keras4j.text.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * Named members in one file: a ZIP whose first member, {@code manifest.json}, has the size and SHA-256 of every other.
 *
 * <p>The same members give the same bytes, always. Reading checks everything: a single changed bit, a missing end or an
 * additional member is an {@link ArchiveException}. Any ZIP tool can open the file. A signature may follow as the last member,
 * {@code signature.json}.
 */
public final class Archive {
    private final Map<String, String> about;
    private final Map<String, byte[]> members;

    private final @Nullable SignatureMember signature;

    private Archive(Map<String, String> about, Map<String, byte[]> members, @Nullable SignatureMember signature) {
        this.about = Collections.unmodifiableMap(new TreeMap<>(about));
        this.members = members;
        this.signature = signature;
    }

    /** An archive without members that says this about itself in its manifest, such as the version of Keras. */
    public static Archive of(Map<String, String> about) {
        return new Archive(about, Map.of(), null);
    }

    /**
     * The same archive, unsigned, with one more member at the end.
     *
     * @param name 1 to 64 letters, digits, {@code _}, {@code -} and, but not first, dots; not {@code manifest.json} or
     *     {@code signature.json}
     * @throws IllegalArgumentException if the name is not so, or is taken
     */
    public Archive with(String name, byte[] bytes) {
        if (!Manifest.isName(name)) {
            throw new IllegalArgumentException(
                    "Archive: name must be 1 to 64 letters, digits, dots, - and _, no dot first, not " + Manifest.NAME
                            + " or " + SignatureMember.NAME + ", got '" + name + "'");
        }
        if (members.containsKey(name)) {
            throw new IllegalArgumentException("Archive: name must be a new one, got '" + name + "'");
        }
        Map<String, byte[]> more = new LinkedHashMap<>(members);
        more.put(name, bytes.clone());
        return new Archive(about, more, null);
    }

    /** The same archive, unsigned, whose manifest says one thing more, or another thing. */
    public Archive saying(String key, String value) {
        Map<String, String> more = new TreeMap<>(about);
        more.put(key, value);
        return new Archive(more, members, null);
    }

    /** The same archive with a signature of its manifest, and so of all that is in it. */
    public Archive signed(Signer signer) {
        byte[] signature = signer.sign(Manifest.of(about, members).toBytes());
        return new Archive(about, members, SignatureMember.of(signer.algorithm(), signature));
    }

    /** How it says that it is signed, which only a {@link Verifier} can tell; empty if it does not say so. */
    public Optional<String> signature() {
        return Optional.ofNullable(signature).map(SignatureMember::algorithm);
    }

    /** What the manifest says beside the members, sorted by key. */
    public Map<String, String> about() {
        return about;
    }

    /** The members' names, in order. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /**
     * A copy of a member's bytes.
     *
     * @throws ArchiveException if there is no such member
     */
    public byte[] member(String name) {
        return bytes(name).clone();
    }

    private byte[] bytes(String name) {
        byte[] bytes = members.get(name);
        if (bytes == null) {
            throw new ArchiveException("Archive: member must be one of " + members.keySet() + ", got '" + name + "'"
                    + Nearest.quotedHint(name, members.keySet()));
        }
        return bytes;
    }

    /**
     * How many bytes a member has.
     *
     * @throws ArchiveException if there is no such member
     */
    public int size(String name) {
        return bytes(name).length;
    }

    /** The archive as bytes; equal archives give equal bytes. */
    public byte[] toBytes() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(Manifest.NAME, Manifest.of(about, members).toBytes());
        all.putAll(members);
        if (signature != null) {
            all.put(SignatureMember.NAME, signature.toBytes());
        }
        return StoredZip.write(all);
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws ArchiveException if these bytes are anything else
     */
    public static Archive read(byte[] bytes) {
        return read(bytes, Reading.DEFAULT);
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @param reading who must have signed it; its size, in memory, is not counted
     * @throws ArchiveException if these bytes are anything else
     */
    public static Archive read(byte[] bytes, Reading reading) {
        return read(bytes, reading.verifier(), Formats.KNOWN, Rules.of("Archive"));
    }

    static Archive read(byte[] bytes, @Nullable Verifier verifier, Formats formats, Rules rules) {
        Map<String, byte[]> members = ZipReader.read(bytes, rules);
        boolean whole = StoredZip.wrote(bytes, members);
        rules.require(Rule.ARCHIVE_CANONICAL, whole, "bytes must be those that keras4j writes", others(members));
        String first = members.keySet().iterator().next();
        rules.require(
                Rule.ARCHIVE_MANIFEST,
                first.equals(Manifest.NAME),
                "first member must be " + Manifest.NAME,
                others(members));
        byte[] json = Objects.requireNonNull(members.remove(first));
        Manifest manifest = Manifest.read(json, formats, rules);
        List<String> names = List.copyOf(members.keySet());
        boolean last = names.indexOf(SignatureMember.NAME) == names.size() - 1;
        byte[] signature = last ? members.remove(SignatureMember.NAME) : null;
        SignatureMember signed = signature == null ? null : SignatureMember.read(signature, rules);
        manifest.check(members, rules);
        if (verifier != null) {
            verifier.check(json, manifest.about(), signed == null ? new byte[0] : signed.bytes(), rules);
        }
        return formats.migrated(new Archive(manifest.about(), members, signed), manifest.formatVersion());
    }

    private static String others(Map<String, byte[]> members) {
        boolean keras = members.keySet().containsAll(KerasZip.MEMBERS);
        return keras ? "a .keras file; keras.load reads it" : String.join(", ", members.keySet());
    }

    /**
     * Reads a file that {@link #save} wrote.
     *
     * @throws ArchiveException if it holds anything else
     * @throws UncheckedIOException if it cannot be read
     */
    public static Archive load(Path file) {
        return load(file, Reading.DEFAULT);
    }

    /**
     * Reads a file that {@link #save} wrote.
     *
     * @param reading how large it may be, and who must have signed it
     * @throws ArchiveException if it holds anything else
     * @throws UncheckedIOException if it cannot be read
     */
    public static Archive load(Path file, Reading reading) {
        try {
            return read(reading.read("Archive", file), reading);
        } catch (ArchiveException e) {
            throw e.in(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Archive: " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Writes a new file: it is there whole, or not at all.
     *
     * @throws ArchiveException if the file exists
     * @throws UncheckedIOException if it cannot be written: there is none, or, where the message says so, it is there and only its
     *     folder could not be forced to the disk
     */
    public void save(Path file) {
        try {
            AtomicFile.create(file, toBytes());
        } catch (FileAlreadyExistsException taken) {
            throw new ArchiveException(
                    "Archive: file must not exist yet, got " + file + "; replace(file) overwrites it");
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    /**
     * Writes a file, in place of the one that may be there: a reader sees the old one or the new one, whole.
     *
     * @throws UncheckedIOException if it cannot be written: the old file is unchanged, or, where the message says so, the new one
     *     is there and only its folder could not be forced to the disk
     */
    public void replace(Path file) {
        try {
            AtomicFile.write(file, toBytes());
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    private static UncheckedIOException unwritten(Path file, IOException e) {
        return new UncheckedIOException("Archive: " + file + " cannot be written: " + e, e);
    }

    private byte[] toSigned() {
        return signature == null ? new byte[0] : signature.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Archive that
                && about.equals(that.about)
                && names().equals(that.names())
                && Arrays.equals(toSigned(), that.toSigned())
                && members.entrySet().stream().allMatch(m -> Arrays.equals(m.getValue(), that.members.get(m.getKey())));
    }

    @Override
    public int hashCode() {
        return 31 * about.hashCode() + names().hashCode();
    }

    @Override
    public String toString() {
        return "Archive " + members.keySet() + ", "
                + members.values().stream().mapToLong(m -> m.length).sum() + " bytes";
    }
}
