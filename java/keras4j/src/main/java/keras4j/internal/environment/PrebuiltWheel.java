package keras4j.internal.environment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import keras4j.environment.EnvironmentException;
import keras4j.internal.files.AtomicFile;
import keras4j.internal.files.FileAccess;
import keras4j.internal.text.Sha256Sum;

/**
 * Prebuilt wheel with the native half of Jep, from a jar {@code keras4j-natives} on the class path.
 *
 * <p>One serves every patch version of a CPython and every place where it is installed: it finds libpython by a link in
 * its own folder.
 */
final class PrebuiltWheel implements JepWheel {
    private static final String FOLDER = "META-INF/keras4j/natives/";

    private final EnvironmentRequest wish;
    private final Platform platform;
    private final String minor;
    private final String name;
    private final byte[] bytes;

    private PrebuiltWheel(EnvironmentRequest wish, Platform platform, String minor, String name, byte[] bytes) {
        this.wish = wish;
        this.platform = platform;
        this.minor = minor;
        this.name = name;
        this.bytes = bytes;
    }

    /** Returns the wheel for a Python, if a jar has one. */
    static Optional<PrebuiltWheel> of(EnvironmentRequest wish, InterpreterProbe base) {
        return of(wish, base.minor(), base.is("debug"));
    }

    /** Returns the wheel for a minor version, if a jar has one; its bytes are checked against the pinned SHA-256. */
    static Optional<PrebuiltWheel> of(EnvironmentRequest wish, String minor, boolean debug) {
        return wish.machine().platform().filter(platform -> !debug).flatMap(platform -> {
            String tag = "cp" + minor.replace(".", "");
            String version = RequirementsLock.of("build").version("jep");
            String name = "jep-" + version + "-" + tag + "-" + tag + "-" + platform.wheelTag() + ".whl";
            URL found = wish.machine().natives().getResource(FOLDER + platform.classifier() + "/" + name);
            return Optional.ofNullable(found)
                    .map(url -> new PrebuiltWheel(wish, platform, minor, name, checked(url, name)));
        });
    }

    private static byte[] checked(URL found, String name) {
        try (InputStream in = found.openStream()) {
            byte[] bytes = in.readAllBytes();
            String expected = SumsHolder.SUMS.getOrDefault(name, "none");
            String sum = Sha256Sum.of(bytes);
            if (!sum.equals(expected)) {
                throw EnvironmentProblems.checksum(
                        found.toString(),
                        expected,
                        sum,
                        "Put keras4j-natives of the same"
                                + " version as keras4j on the class path (mvn dependency:tree shows which is there).");
            }
            return bytes;
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    @Override
    public String key() {
        return "prebuilt " + SumsHolder.SUMS.get(name);
    }

    @Override
    public List<EnvironmentException> missingTools() {
        return List.of();
    }

    @Override
    public Path file() throws IOException {
        Path file = Files.createDirectories(wish.cache().resolve("wheels")).resolve(name);
        AtomicFile.write(file, bytes, FileAccess.UMASK);
        return file;
    }

    /** Links libpython beside the native half; on Windows, where links need a privilege, copies it. */
    @Override
    public void link(Path jepLibrary, Path libpython) throws IOException {
        Path folder = jepLibrary.resolveSibling("");
        Path link = folder.resolve(platform.pythonLibrary(minor));
        Files.deleteIfExists(link);
        if (platform.isWindows()) {
            Files.copy(libpython, link);
        } else {
            Path environment = folder.resolve("../../../../..").normalize();
            boolean inside = libpython.startsWith(environment);
            Files.createSymbolicLink(link, inside ? folder.relativize(libpython) : libpython.toRealPath());
        }
    }

    @Override
    public boolean isInstalled(Path jepLibrary) throws IOException {
        return Arrays.equals(Files.readAllBytes(jepLibrary), library());
    }

    private byte[] library() throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("jep/" + platform.jepLibrary())) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new IOException(name + " lacks jep/" + platform.jepLibrary());
    }

    @Override
    public String toString() {
        return "prebuilt, " + name;
    }

    /** The pinned sums, by the names of the wheels. */
    private static final class SumsHolder {
        static final Map<String, String> SUMS = JarResources.text("natives/SHA256SUMS")
                .lines()
                .map(line -> line.split(" +", 2))
                .collect(Collectors.toUnmodifiableMap(fields -> fields[1], fields -> fields[0]));

        private SumsHolder() {}
    }
}
