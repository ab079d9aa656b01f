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
import java.util.Set;
import java.util.TreeMap;
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.archive.ValidationRule;
import keras4j.archive.Verifier;
import keras4j.internal.files.AtomicFile;
import keras4j.internal.files.FileAccess;
import keras4j.internal.files.NotRegularFileException;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
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
    private final Set<String> features;
    private final Map<String, byte[]> members;

    private final @Nullable SignatureMember signature;
    private final FileAccess access;

    private MemberArchive(
            Map<String, String> about,
            Set<String> features,
            Map<String, byte[]> members,
            @Nullable SignatureMember signature,
            FileAccess access) {
        this.about = Collections.unmodifiableMap(new TreeMap<>(about));
        this.features = Set.copyOf(features);
        this.members = members;
        this.signature = signature;
        this.access = access;
    }

    /**
     * Returns an archive without members.
     *
     * @param about the entries about the archive in its manifest, such as the version of Keras
     * @return the archive
     */
    public static MemberArchive of(Map<String, String> about) {
        return new MemberArchive(about, Set.of(), Map.of(), null, FileAccess.UMASK);
    }

    /**
     * Returns an unsigned copy that only a reader with these features accepts.
     *
     * @param features the features that a reader must know beyond format 1
     * @return the copy
     */
    public MemberArchive featuring(Set<String> features) {
        return new MemberArchive(about, features, members, null, access);
    }

    /** {@return the features that a reader must know beyond format 1} */
    public Set<String> features() {
        return features;
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
            throw new IllegalArgumentException("Archive: name must be unused, got '" + Quoted.cut(name) + "'");
        }
        Map<String, byte[]> more = new LinkedHashMap<>(members);
        more.put(name, bytes.clone());
        return new MemberArchive(about, features, more, null, access);
    }

    private static void requireName(String name) {
        if (!ArchiveManifest.isName(name)) {
            throw new IllegalArgumentException(
                    "Archive: name must be 1 to 64 letters, digits, dots, - and _, no dot first, not "
                            + ArchiveManifest.NAME + " or " + SignatureMember.NAME + ", got '" + Quoted.cut(name)
                            + "'");
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
        return new MemberArchive(more, features, members, null, access);
    }

    /** Returns a copy whose new files only this user may read, since they hold rows of data. */
    public MemberArchive confidential() {
        return new MemberArchive(about, features, members, signature, FileAccess.PRIVATE);
    }

    /** Returns the access that a new file gives. */
    public FileAccess access() {
        return access;
    }

    /**
     * Returns a copy with a signature of its manifest, which covers all members through their checksums.
     *
     * @param signer the signing key
     * @return the copy
     */
    public MemberArchive signed(Signer signer) {
        byte[] signature =
                signer.sign(ArchiveManifest.of(about, features, members).toBytes());
        return new MemberArchive(about, features, members, SignatureMember.of(signer.algorithm(), signature), access);
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
            throw new ArchiveException("Archive: member must be one of " + Quoted.cut(members.keySet()) + ", got '"
                    + Quoted.cut(name) + "'" + NearestName.quotedHint(name, members.keySet()));
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
        all.put(
                ArchiveManifest.NAME,
                ArchiveManifest.of(about, features, members).toBytes());
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
     * @param options the required signature; its size limit does not apply to bytes in memory
     * @return the archive
     * @throws ArchiveException if these bytes are anything else
     */
    public static MemberArchive read(byte[] bytes, ReadOptions options) {
        return read(bytes, options.verifier(), FormatMigrations.KNOWN, Validator.of("Archive"));
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
        return formats.migrated(
                new MemberArchive(manifest.about(), manifest.features(), members, signed, FileAccess.UMASK),
                manifest.formatVersion());
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
     * @param options the size limit and the required signature
     * @return the archive
     * @throws ArchiveException if it holds anything else
     * @throws UncheckedIOException if it cannot be read
     */
    public static MemberArchive load(Path file, ReadOptions options) {
        try {
            return read(options.read("Archive", file), options);
        } catch (ArchiveException e) {
            throw e.in(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Archive: " + Quoted.file(file) + " cannot be read: " + Quoted.file(e), e);
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
            AtomicFile.create(file, toBytes(), access);
        } catch (FileAlreadyExistsException taken) {
            throw new ArchiveException(
                    "Archive: file must not exist yet, got " + Quoted.file(file) + "; replace(file) overwrites it");
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    /**
     * Writes a file atomically, replacing an existing one: a reader sees either the old or the new one, complete.
     *
     * @param file the file
     * @throws ArchiveException if there is anything but a regular file, such as a symbolic link or a device
     * @throws UncheckedIOException if it cannot be written. The old file is unchanged, unless the message says
     *     otherwise: the new file exists and only its folder could not be forced to the disk
     */
    @Override
    public void replace(Path file) {
        try {
            AtomicFile.write(file, toBytes(), access);
        } catch (NotRegularFileException other) {
            throw new ArchiveException("Archive: file " + other.requirement());
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    private static UncheckedIOException unwritten(Path file, IOException e) {
        return new UncheckedIOException("Archive: " + Quoted.file(file) + " cannot be written: " + Quoted.file(e), e);
    }

    private byte[] toSigned() {
        return signature == null ? new byte[0] : signature.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemberArchive that
                && about.equals(that.about)
                && features.equals(that.features)
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
