package keras4j;

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
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.archive.AtomicFile;
import keras4j.archive.Reading;
import keras4j.archive.Rule;
import keras4j.archive.Signer;
import keras4j.text.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * A folder of models: each name has versions, 1, 2, 3 and so on, and tags that point to one of them.
 *
 * <p>Any number of processes may use it at once, and need nothing but the folder: a version is published whole or not at all, is
 * never changed, and has a number of its own, whoever publishes at the same time. Version 3 of {@code digits} is the file
 * {@code digits/3/model.keras4j}; the tag {@code production} the file {@code digits/tags/production} with a number in it.
 */
public final class ModelStore {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final String MODEL = "model.keras4j";
    private static final String TAGS = "tags";

    private final Path folder;
    private final @Nullable Signer signer;
    private final Reading reading;

    private ModelStore(Path folder, @Nullable Signer signer, Reading reading) {
        this.folder = folder;
        this.signer = signer;
        this.reading = reading;
    }

    /** The store in a folder, which is made when the first model is published. */
    public static ModelStore at(Path folder) {
        return new ModelStore(folder, null, Reading.DEFAULT);
    }

    /** The same, which signs what it publishes, and with it the name and the version. */
    public ModelStore signing(Signer signer) {
        return new ModelStore(folder, signer, reading);
    }

    /**
     * The same, which loads larger models, or only what a key signed: then under the name and the version under which it was
     * published, and no other.
     */
    public ModelStore reading(Reading reading) {
        return new ModelStore(folder, signer, reading);
    }

    /**
     * Adds a model as the next version under its own name.
     *
     * @return the version
     * @throws IllegalStateException Keras could not serialise the model
     */
    public int publish(Fitted fitted) {
        return publish(fitted.name(), fitted);
    }

    /**
     * Adds a model as the next version under a name.
     *
     * @param name 1 to 64 letters, digits, {@code _}, {@code -} and, but not first, dots
     * @return the version
     * @throws IllegalStateException Keras could not serialise the model
     */
    public int publish(String name, Fitted fitted) {
        Path versions = named("name", folder, name);
        Archive archive = FittedArchive.write(fitted);
        return done(() -> {
            AtomicFile.createFolders(versions);
            sweep(name);
            int version = claim(versions);
            signed(archive, name, version).save(file(name, version));
            return version;
        });
    }

    private Archive signed(Archive archive, String name, int version) {
        return signer == null
                ? archive
                : archive.saying(Manifested.PUBLISHED, name + "/" + version).signed(signer);
    }

    /** Removes what publishers that died left in the folders of versions that they did not finish. */
    private void sweep(String name) throws IOException {
        for (int version : numbers(named("name", folder, name))) {
            Path file = file(name, version);
            if (!Files.exists(file)) {
                AtomicFile.sweep(file);
            }
        }
    }

    /** Takes the next number; the folder of one whose publisher died stays empty, which is no version. */
    private static int claim(Path versions) throws IOException {
        List<Integer> taken = numbers(versions);
        for (int next = taken.isEmpty() ? 1 : taken.get(taken.size() - 1) + 1; ; next++) {
            try {
                Files.createDirectory(versions.resolve(String.valueOf(next)));
                AtomicFile.force(versions);
                return next;
            } catch (FileAlreadyExistsException another) {
                // Somebody else took it.
            }
        }
    }

    /** The names that have a version, sorted. */
    public List<String> names() {
        return done(() -> list(folder).filter(NAME.asMatchPredicate()).sorted().toList()).stream()
                .filter(name -> !versions(name).isEmpty())
                .toList();
    }

    /** The versions of a name, in order; none if there is no such name. */
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
     * The newest version of a name.
     *
     * @throws IllegalArgumentException there is none
     */
    public int latest(String name) {
        List<Integer> versions = versions(name);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(
                    "ModelStore: name must be one of " + names() + ", got " + name + Nearest.hint(name, names()));
        }
        return versions.get(versions.size() - 1);
    }

    /** The newest model of a name. */
    public Fitted load(String name) {
        return load(name, latest(name));
    }

    /**
     * A version of a name.
     *
     * @throws IllegalArgumentException there is none
     * @throws ArchiveException its file is damaged or larger, or the key did not sign it, or not as this version
     */
    public Fitted load(String name, int version) {
        Path file = require(name, version);
        Archive archive = Archive.load(file, reading);
        if (reading.verifier() != null) {
            requireSigned(archive, name + "/" + version);
        }
        return FittedArchive.read(file, archive, reading);
    }

    private static void requireSigned(Archive archive, String place) {
        String published = archive.about().getOrDefault(Manifested.PUBLISHED, "one of no store");
        if (!published.equals(place)) {
            throw new ArchiveException(
                    Rule.ARCHIVE_SIGNATURE, "ModelStore: archive must be signed as " + place + ", got " + published);
        }
    }

    /** The version that a tag points to. */
    public Fitted load(String name, String tag) {
        return load(name, version(name, tag));
    }

    /** The file of a version, as for {@link Fitted#describe}, whether it is there or not. */
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
     * Lets a tag point to a version from now on.
     *
     * @param tag 1 to 64 letters, digits, {@code _}, {@code -} and, but not first, dots
     * @throws IllegalArgumentException there is no such version
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

    /** The tags of a name, and the version that each points to. */
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
                    + Nearest.hint(tag, tags(name).keySet()));
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

    /** Something done with files. */
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

    /** As in {@code ModelStore models: digits 1 to 3, iris 1}. */
    @Override
    public String toString() {
        List<String> all = names().stream()
                .map(name -> name + " " + (latest(name) == 1 ? "1" : "1 to " + latest(name)))
                .toList();
        return "ModelStore " + folder.getFileName() + ": " + (all.isEmpty() ? "empty" : String.join(", ", all));
    }
}
