package keras4j.fitted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.files.AtomicFile;
import keras4j.internal.fitted.FittedArchive;
import keras4j.internal.fitted.FittedManifest;
import keras4j.internal.text.NearestName;
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

    private final Path folder;
    private final @Nullable Signer signer;
    private final ReadOptions reading;

    private ModelStore(Path folder, @Nullable Signer signer, ReadOptions reading) {
        this.folder = folder;
        this.signer = signer;
        this.reading = reading;
    }

    /**
     * Returns the store in a folder, which is created when the first model is published.
     *
     * @param folder the folder
     * @return the store
     */
    public static ModelStore at(Path folder) {
        return new ModelStore(folder, null, ReadOptions.DEFAULT);
    }

    /**
     * Returns a copy that signs published models, together with name and version.
     *
     * @param signer the key
     * @return the copy
     */
    public ModelStore signing(Signer signer) {
        return new ModelStore(folder, signer, reading);
    }

    /**
     * Returns a copy that loads models with other limits or a required signature. The signature must be that of the
     * loaded name and version.
     *
     * @param reading the limits and the required signature
     * @return the copy
     */
    public ModelStore reading(ReadOptions reading) {
        return new ModelStore(folder, signer, reading);
    }

    /**
     * Publishes a model as the next version under its own name.
     *
     * @param fitted the model
     * @return the version
     * @throws IllegalStateException if Keras could not serialise the model
     */
    public int publish(Fitted fitted) {
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
        Path versions = named("name", folder, name);
        MemberArchive archive = FittedArchive.write(fitted.model());
        return done(() -> {
            AtomicFile.createFolders(versions);
            sweep(name);
            int version = claim(versions);
            signed(archive, name, version).save(file(name, version));
            return version;
        });
    }

    private MemberArchive signed(MemberArchive archive, String name, int version) {
        return signer == null
                ? archive
                : archive.saying(FittedManifest.PUBLISHED, name + "/" + version).signed(signer);
    }

    /** Removes temporary files of killed publishers from the folders of unfinished versions. */
    private void sweep(String name) throws IOException {
        for (int version : numbers(named("name", folder, name))) {
            Path file = file(name, version);
            if (!Files.exists(file)) {
                AtomicFile.sweep(file);
            }
        }
    }

    /** Claims the next number. After a killed publisher its folder stays empty, which does not count as a version. */
    private static int claim(Path versions) throws IOException {
        List<Integer> taken = numbers(versions);
        for (int next = taken.isEmpty() ? 1 : taken.get(taken.size() - 1) + 1; ; next++) {
            try {
                Files.createDirectory(versions.resolve(String.valueOf(next)));
                AtomicFile.force(versions);
                return next;
            } catch (FileAlreadyExistsException another) {
                // Another process claimed it.
            }
        }
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
        List<Integer> versions = versions(name);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(
                    "ModelStore: name must be one of " + names() + ", got " + name + NearestName.hint(name, names()));
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
        Path file = require(name, version);
        MemberArchive archive = MemberArchive.load(file, reading);
        if (reading.verifier() != null) {
            requireSigned(archive, name + "/" + version);
        }
        return new Fitted(FittedArchive.read(file, archive, reading));
    }

    private static void requireSigned(MemberArchive archive, String place) {
        String published = archive.about().getOrDefault(FittedManifest.PUBLISHED, "one from outside a store");
        if (!published.equals(place)) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_SIGNATURE,
                    "ModelStore: archive must be signed as " + place + ", got " + published);
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
        require(name, version);
        Path tags = named("name", folder, name).resolve(TAGS);
        Path file = named("tag", tags, tag);
        done(() -> {
            AtomicFile.createFolders(tags);
            AtomicFile.write(file, String.valueOf(version).getBytes(StandardCharsets.US_ASCII));
            return version;
        });
    }

    /**
     * Returns the tags of a name.
     *
     * @param name the name
     * @return the version of each tag
     */
    public SortedMap<String, Integer> tags(String name) {
        Path tags = named("name", folder, name).resolve(TAGS);
        SortedMap<String, Integer> all = new TreeMap<>();
        done(() -> list(tags).filter(NAME.asMatchPredicate()).toList())
                .forEach(tag -> all.put(tag, version(tags, tag)));
        return Collections.unmodifiableSortedMap(all);
    }

    private int version(String name, String tag) {
        Path tags = named("name", folder, name).resolve(TAGS);
        if (!Files.exists(named("tag", tags, tag))) {
            throw new IllegalArgumentException("ModelStore: tag of " + name + " must be one of "
                    + tags(name).keySet() + ", got " + tag
                    + NearestName.hint(tag, tags(name).keySet()));
        }
        return version(tags, tag);
    }

    private static int version(Path tags, String tag) {
        String number = done(() -> Files.readString(tags.resolve(tag), StandardCharsets.US_ASCII));
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalStateException("ModelStore: " + tags.resolve(tag) + " must hold a version, got " + number);
        }
        return Integer.parseInt(number);
    }

    private static Path named(String what, Path folder, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("ModelStore: " + what
                    + " must be 1 to 64 letters, digits, dots, - and _, no dot first, got '" + name + "'");
        }
        return folder.resolve(name);
    }

    private static Stream<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
        } catch (NoSuchFileException none) {
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
            throw new UncheckedIOException("ModelStore: the folder must be readable and writable: " + e, e);
        }
    }

    /** Returns one line, as in {@code ModelStore models: digits 1 to 3, iris 1}. */
    @Override
    public String toString() {
        List<String> all = names().stream()
                .map(name -> name + " " + (latest(name) == 1 ? "1" : "1 to " + latest(name)))
                .toList();
        return "ModelStore " + folder.getFileName() + ": " + (all.isEmpty() ? "empty" : String.join(", ", all));
    }
}
