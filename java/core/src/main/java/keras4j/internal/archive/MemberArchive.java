package keras4j.internal.archive;

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
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.archive.ValidationRule;
import keras4j.archive.Verifier;
import keras4j.internal.files.AtomicFile;
import keras4j.internal.text.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * Archive of named members in one file: a ZIP whose first member, {@code manifest.json}, has the size and SHA-256 of
 * every other member.
 *
 * <p>Equal members always give equal bytes. Reading checks everything: a single changed bit, a missing end or an
 * additional member is an {@link ArchiveException}. Any ZIP tool can open the file. A signature may follow as the last
 * member, {@code signature.json}.
 */
public final class MemberArchive implements Archive {
    /** Names of the members of a {@code .keras} file, in alphabetical order. */
    public static final List<String> KERAS_MEMBERS = List.of("config.json", "metadata.json", "model.weights.h5");

    private final Map<String, String> about;
    private final Map<String, byte[]> members;

    private final @Nullable SignatureMember signature;

    private MemberArchive(Map<String, String> about, Map<String, byte[]> members, @Nullable SignatureMember signature) {
        this.about = Collections.unmodifiableMap(new TreeMap<>(about));
        this.members = members;
        this.signature = signature;
    }

    /**
     * Returns an archive without members.
     *
     * @param about the entries about the archive in its manifest, such as the version of Keras
     * @return the archive
     */
    public static MemberArchive of(Map<String, String> about) {
        return new MemberArchive(about, Map.of(), null);
    }

    /**
     * Returns an unsigned copy with one more member at the end.
     *
     * @param name 1 to 64 letters, digits, {@code _}, {@code -} and, except as the first character, dots; not
     *     {@code manifest.json} or {@code signature.json}
     * @param bytes the content of the member, copied
     * @return the copy
     * @throws IllegalArgumentException if the name is invalid or already taken
     */
    public MemberArchive with(String name, byte[] bytes) {
        requireName(name);
        if (members.containsKey(name)) {
            throw new IllegalArgumentException("Archive: name must be unused, got '" + name + "'");
        }
        Map<String, byte[]> more = new LinkedHashMap<>(members);
        more.put(name, bytes.clone());
        return new MemberArchive(about, more, null);
    }

    private static void requireName(String name) {
        if (!ArchiveManifest.isName(name)) {
            throw new IllegalArgumentException(
                    "Archive: name must be 1 to 64 letters, digits, dots, - and _, no dot first, not "
                            + ArchiveManifest.NAME + " or " + SignatureMember.NAME + ", got '" + name + "'");
        }
    }

    /**
     * Returns an unsigned copy with a new or changed entry in its manifest.
     *
     * @param key the key of the entry
     * @param value the value of the entry
     * @return the copy
     */
    public MemberArchive saying(String key, String value) {
        Map<String, String> more = new TreeMap<>(about);
        more.put(key, value);
        return new MemberArchive(more, members, null);
    }

    /**
     * Returns a copy with a signature of its manifest, which covers all members through their checksums.
     *
     * @param signer the signing key
     * @return the copy
     */
    public MemberArchive signed(Signer signer) {
        byte[] signature = signer.sign(ArchiveManifest.of(about, members).toBytes());
        return new MemberArchive(about, members, SignatureMember.of(signer.algorithm(), signature));
    }

    /**
     * Returns the algorithm that the signature claims; only a {@link Verifier} can check it.
     *
     * @return the algorithm; empty if the archive has no signature
     */
    @Override
    public Optional<String> signature() {
        return Optional.ofNullable(signature).map(SignatureMember::algorithm);
    }

    /** {@return the manifest's entries about the archive, sorted by key} */
    @Override
    public Map<String, String> about() {
        return about;
    }

    /** {@return the names of the members, in order} */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /**
     * Returns a copy of a member's bytes.
     *
     * @param name the name of the member
     * @return the copy
     * @throws ArchiveException if there is no such member
     */
    public byte[] member(String name) {
        return bytes(name).clone();
    }

    private byte[] bytes(String name) {
        byte[] bytes = members.get(name);
        if (bytes == null) {
            throw new ArchiveException("Archive: member must be one of " + members.keySet() + ", got '" + name + "'"
                    + NearestName.quotedHint(name, members.keySet()));
        }
        return bytes;
    }

    /**
     * Returns the size of a member.
     *
     * @param name the name of the member
     * @return the size in bytes
     * @throws ArchiveException if there is no such member
     */
    public int size(String name) {
        return bytes(name).length;
    }

    /** {@return the archive as bytes; equal archives give equal bytes} */
    @Override
    public byte[] toBytes() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(ArchiveManifest.NAME, ArchiveManifest.of(about, members).toBytes());
        all.putAll(members);
        if (signature != null) {
            all.put(SignatureMember.NAME, signature.toBytes());
        }
        return StoredZip.write(all);
    }

    /**
     * Reads the bytes that {@link #toBytes} wrote.
     *
     * @param bytes the content of the archive
     * @return the archive
     * @throws ArchiveException if these bytes are anything else
     */
    public static MemberArchive read(byte[] bytes) {
        return read(bytes, ReadOptions.DEFAULT);
    }

    /**
     * Reads the bytes that {@link #toBytes} wrote.
     *
     * @param bytes the content of the archive
     * @param reading the required signature; its size limit does not apply to bytes in memory
     * @return the archive
     * @throws ArchiveException if these bytes are anything else
     */
    public static MemberArchive read(byte[] bytes, ReadOptions reading) {
        return read(bytes, reading.verifier(), FormatMigrations.KNOWN, Validator.of("Archive"));
    }

    public static MemberArchive read(
            byte[] bytes, @Nullable Verifier verifier, FormatMigrations formats, Validator rules) {
        Map<String, byte[]> members = ZipReader.read(bytes, rules);
        boolean whole = StoredZip.wrote(bytes, members);
        rules.require(
                ValidationRule.ARCHIVE_CANONICAL, whole, "bytes must be those that keras4j writes", others(members));
        String first = members.keySet().iterator().next();
        rules.require(
                ValidationRule.ARCHIVE_MANIFEST,
                first.equals(ArchiveManifest.NAME),
                "first member must be " + ArchiveManifest.NAME,
                others(members));
        byte[] json = Objects.requireNonNull(members.remove(first));
        ArchiveManifest manifest = ArchiveManifest.read(json, formats, rules);
        List<String> names = List.copyOf(members.keySet());
        boolean last = names.indexOf(SignatureMember.NAME) == names.size() - 1;
        byte[] signature = last ? members.remove(SignatureMember.NAME) : null;
        SignatureMember signed = signature == null ? null : SignatureMember.read(signature, rules);
        manifest.check(members, rules);
        if (verifier != null) {
            SignatureCheck.check(
                    verifier, json, manifest.about(), signed == null ? new byte[0] : signed.bytes(), rules);
        }
        return formats.migrated(new MemberArchive(manifest.about(), members, signed), manifest.formatVersion());
    }

    private static String others(Map<String, byte[]> members) {
        boolean keras = members.keySet().containsAll(KERAS_MEMBERS);
        return keras ? "a .keras file; keras.load reads it" : String.join(", ", members.keySet());
    }

    /**
     * Reads a file that {@link #save} wrote.
     *
     * @param file the file
     * @return the archive
     * @throws ArchiveException if it holds anything else
     * @throws UncheckedIOException if it cannot be read
     */
    public static MemberArchive load(Path file) {
        return load(file, ReadOptions.DEFAULT);
    }

    /**
     * Reads a file that {@link #save} wrote.
     *
     * @param file the file
     * @param reading the size limit and the required signature
     * @return the archive
     * @throws ArchiveException if it holds anything else
     * @throws UncheckedIOException if it cannot be read
     */
    public static MemberArchive load(Path file, ReadOptions reading) {
        try {
            return read(reading.read("Archive", file), reading);
        } catch (ArchiveException e) {
            throw e.in(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Archive: " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Writes a new file atomically.
     *
     * @param file the file, which must not exist
     * @throws ArchiveException if the file exists
     * @throws UncheckedIOException if it cannot be written. There is no file then, unless the message says otherwise:
     *     the file exists and only its folder could not be forced to the disk
     */
    @Override
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
     * Writes a file atomically, replacing an existing one: a reader sees either the old or the new one, complete.
     *
     * @param file the file
     * @throws UncheckedIOException if it cannot be written. The old file is unchanged, unless the message says
     *     otherwise: the new file exists and only its folder could not be forced to the disk
     */
    @Override
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
        return other instanceof MemberArchive that
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
