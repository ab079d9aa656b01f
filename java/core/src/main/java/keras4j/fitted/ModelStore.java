package keras4j.fitted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.files.AtomicFile;
import keras4j.internal.files.AtomicFolder;
import keras4j.internal.files.FileAccess;
import keras4j.internal.files.RegularFile;
import keras4j.internal.fitted.FittedArchive;
import keras4j.internal.fitted.FittedManifest;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Model registry in a folder: each name has versions, 1, 2, 3 and so on, and tags that point to one of them.
 *
 * <p>Any number of processes may use it at once, and need only the folder. A version is published whole or not at all,
 * is never changed, and has a unique number, even if several processes publish at once. Version 3 of {@code digits} is
 * the file {@code digits/3/model.keras4j}; the tag {@code production} is the file {@code digits/tags/production} with a
 * number in it.
 */
public final class ModelStore {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final String MODEL = "model.keras4j";
    private static final String TAGS = "tags";
    private static final int MAX_TAG_BYTES = 64;

    private final Path folder;
    private final @Nullable Signer signer;
    private final ReadOptions options;

    private ModelStore(Path folder, @Nullable Signer signer, ReadOptions options) {
        this.folder = folder;
        this.signer = signer;
        this.options = options;
    }

    /**
     * Returns the store in a folder, which is created when the first model is published.
     *
     * @param folder the folder
     * @return the store
     * @throws IllegalArgumentException if it is a file
     */
    public static ModelStore at(Path folder) {
        Preconditions.notNull("ModelStore", "folder", folder);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "ModelStore: folder must be a folder, or not exist yet, got the file " + Quoted.file(folder));
        }
        return new ModelStore(folder, null, ReadOptions.DEFAULT);
    }

    /**
     * Returns a copy that signs published models, together with name and version.
     *
     * @param signer the key
     * @return the copy
     */
    public ModelStore signing(Signer signer) {
        Preconditions.notNull("ModelStore", "signer", signer);
        return new ModelStore(folder, signer, options);
    }

    /**
     * Returns a copy that loads models with other limits or a required signature. The signature must be that of the
     * loaded name and version.
     *
     * @param options the limits and the required signature
     * @return the copy
     */
    public ModelStore reading(ReadOptions options) {
        Preconditions.notNull("ModelStore", "options", options);
        return new ModelStore(folder, signer, options);
    }

    /**
     * Publishes a model as the next version under its own name.
     *
     * @param fitted the model
     * @return the version
     * @throws IllegalStateException if Keras could not serialise the model
     */
    public int publish(Fitted fitted) {
        Preconditions.notNull("ModelStore", "fitted", fitted);
        return publish(fitted.name(), fitted);
    }

    /**
     * Publishes a model as the next version under a name.
     *
     * @param name 1 to 64 letters, digits, {@code _}, {@code -} and, except at the start, dots
     * @param fitted the model
     * @return the version
     * @throws IllegalStateException if Keras could not serialise the model
     */
    public int publish(String name, Fitted fitted) {
        Preconditions.notNull("ModelStore", "name", name);
        Preconditions.notNull("ModelStore", "fitted", fitted);
        Path versions = named("name", folder, name);
        MemberArchive archive = FittedArchive.write(fitted.model());
        return done(() -> {
            AtomicInteger version = new AtomicInteger();
            AtomicFolder.<IOException>within(versions, there -> version.set(publish(there, name, archive)));
            return version.get();
        });
    }

    /** Publishes under the next number that no other process takes meanwhile. */
    private int publish(Path versions, String name, MemberArchive archive) throws IOException {
        List<Integer> taken = numbers(versions);
        for (int next = taken.isEmpty() ? 1 : taken.get(taken.size() - 1) + 1; ; next++) {
            MemberArchive published = signed(archive, name, next);
            Path version = versions.resolve(String.valueOf(next));
            try {
                AtomicFolder.create(version, Map.of(MODEL, published.toBytes()), published.access());
                return next;
            } catch (FileSystemException failed) {
                if (!Files.exists(version)) {
                    throw failed;
                }
            }
        }
    }

    private MemberArchive signed(MemberArchive archive, String name, int version) {
        return signer == null
                ? archive
                : archive.saying(FittedManifest.PUBLISHED, name + "/" + version).signed(signer);
    }

    /** {@return the names that have a version, sorted} */
    public List<String> names() {
        return done(() -> list(folder).filter(NAME.asMatchPredicate()).sorted().toList()).stream()
                .filter(name -> !versions(name).isEmpty())
                .toList();
    }

    /**
     * Returns the versions of a name.
     *
     * @param name the name
     * @return the versions, in order; none if there is no such name
     */
    public List<Integer> versions(String name) {
        Preconditions.notNull("ModelStore", "name", name);
        Path versions = named("name", folder, name);
        return done(() -> numbers(versions)).stream()
                .filter(version -> Files.exists(file(name, version)))
                .toList();
    }

    private static List<Integer> numbers(Path versions) throws IOException {
        return list(versions)
                .filter(NUMBER.asMatchPredicate())
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    /**
     * Returns the newest version of a name.
     *
     * @param name the name
     * @return the version
     * @throws IllegalArgumentException if there is none
     */
    public int latest(String name) {
        Preconditions.notNull("ModelStore", "name", name);
        List<Integer> versions = versions(name);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("ModelStore: name must be one of " + Quoted.cut(names()) + ", got "
                    + Quoted.cut(name) + NearestName.hint(name, names()));
        }
        return versions.get(versions.size() - 1);
    }

    /**
     * Loads the newest version of a name.
     *
     * @param name the name
     * @return the model
     * @throws IllegalArgumentException if there is none
     */
    public Fitted load(String name) {
        Preconditions.notNull("ModelStore", "name", name);
        return load(name, latest(name));
    }

    /**
     * Loads a version of a name.
     *
     * @param name the name
     * @param version the version
     * @return the model
     * @throws IllegalArgumentException if there is no such version
     * @throws ArchiveException if its file is damaged or too large, or is not signed by the key as this version
     */
    public Fitted load(String name, int version) {
        Preconditions.notNull("ModelStore", "name", name);
        Path file = require(name, version);
        MemberArchive archive = MemberArchive.load(file, options);
        if (options.verifier() != null) {
            requireSigned(archive, name + "/" + version);
        }
        return new Fitted(FittedArchive.read(file, archive, options));
    }

    private static void requireSigned(MemberArchive archive, String place) {
        String published = archive.about().getOrDefault(FittedManifest.PUBLISHED, "one from outside a store");
        if (!published.equals(place)) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_SIGNATURE,
                    "ModelStore: archive must be signed as " + place + ", got " + Quoted.cut(published));
        }
    }

    /**
     * Loads the version that a tag points to.
     *
     * @param name the name
     * @param tag the tag
     * @return the model
     * @throws IllegalArgumentException if there is no such tag
     */
    public Fitted load(String name, String tag) {
        Preconditions.notNull("ModelStore", "name", name);
        Preconditions.notNull("ModelStore", "tag", tag);
        return load(name, version(name, tag));
    }

    /**
     * Returns the file of a version, as for {@link Fitted#describe}, whether or not it exists.
     *
     * @param name the name
     * @param version the version
     * @return the file
     */
    public Path file(String name, int version) {
        Preconditions.notNull("ModelStore", "name", name);
        return named("name", folder, name).resolve(String.valueOf(version)).resolve(MODEL);
    }

    private Path require(String name, int version) {
        Path file = file(name, version);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "ModelStore: version of " + name + " must be one of " + versions(name) + ", got " + version);
        }
        return file;
    }

    /**
     * Sets a tag to a version.
     *
     * @param name the name
     * @param tag 1 to 64 letters, digits, {@code _}, {@code -} and, except at the start, dots
     * @param version the version
     * @throws IllegalArgumentException if there is no such version
     */
    public void tag(String name, String tag, int version) {
        Preconditions.notNull("ModelStore", "name", name);
        Preconditions.notNull("ModelStore", "tag", tag);
        require(name, version);
        Path tags = named("name", folder, name).resolve(TAGS);
        Path file = named("tag", tags, tag);
        done(() -> {
            byte[] number = String.valueOf(version).getBytes(StandardCharsets.US_ASCII);
            AtomicFolder.<IOException>within(tags, there -> AtomicFile.write(file, number, FileAccess.UMASK));
            return version;
        });
    }

    /**
     * Returns the tags of a name. Files and folders beside them that hold no version are left out.
     *
     * @param name the name
     * @return the version of each tag
     */
    public SortedMap<String, Integer> tags(String name) {
        Preconditions.notNull("ModelStore", "name", name);
        Path tags = named("name", folder, name).resolve(TAGS);
        SortedMap<String, Integer> all = new TreeMap<>();
        done(() -> list(tags).filter(NAME.asMatchPredicate()).toList())
                .forEach(tag -> read(tags.resolve(tag)).ifPresent(version -> all.put(tag, version)));
        return Collections.unmodifiableSortedMap(all);
    }

    private int version(String name, String tag) {
        Path tags = named("name", folder, name).resolve(TAGS);
        if (!Files.exists(named("tag", tags, tag))) {
            throw new IllegalArgumentException("ModelStore: tag of " + name + " must be one of "
                    + tags(name).keySet() + ", got " + Quoted.cut(tag)
                    + NearestName.hint(tag, tags(name).keySet()));
        }
        Path file = tags.resolve(tag);
        return read(file)
                .orElseThrow(() -> new IllegalStateException("ModelStore: " + Quoted.file(file)
                        + " must be a file that holds a version, got another; tag the name again after it is removed"));
    }

    /** Returns the version in a tag's file; empty if there is none, as in what others put there. */
    private static Optional<Integer> read(Path file) {
        return done(() -> {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_TAG_BYTES) {
                return Optional.empty();
            }
            String number = RegularFile.text(file, MAX_TAG_BYTES);
            return Optional.of(number).filter(NUMBER.asMatchPredicate()).map(Integer::valueOf);
        });
    }

    private static Path named(String what, Path folder, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("ModelStore: " + what
                    + " must be 1 to 64 letters, digits, dots, - and _, no dot first, got '" + Quoted.cut(name) + "'");
        }
        return folder.resolve(name);
    }

    private static Stream<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Stream.of();
        }
    }

    /** Operation on files. */
    private interface Deed<T> {
        T run() throws IOException;
    }

    private static <T> T done(Deed<T> deed) {
        try {
            return deed.run();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "ModelStore: the folder must be readable and writable: " + Quoted.file(e), e);
        }
    }

    /** Returns one line, as in {@code ModelStore models: digits 1 to 3, iris 1}. */
    @Override
    public String toString() {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return "ModelStore " + Quoted.file(name == null ? folder : name) + ": " + content();
    }

    private String content() {
        try {
            List<String> all = names().stream()
                    .map(name -> name + " " + (latest(name) == 1 ? "1" : "1 to " + latest(name)))
                    .toList();
            return all.isEmpty() ? "empty" : String.join(", ", all);
        } catch (UncheckedIOException unreadable) {
            return "unreadable";
        }
    }
}
