package keras4j.internal.environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * CPython that keras4j fetches from a Maven repository, pinned by its SHA-256, and unpacks into each environment. Such
 * an environment depends on nothing outside its folder.
 *
 * @param file the file in the repository
 */
record ManagedPython(EnvironmentRequest wish, RepositoryFile file) implements BasePython {
    private static final String VERSION = "3.13.5";
    private static final String ARTIFACT =
            "org/bytedeco/cpython/" + VERSION + "-1.5.12/cpython-" + VERSION + "-1.5.12-";
    private static final int GLIBC_MINOR = 35;

    private static final Map<Platform, RepositoryFile> FILES = Map.of(
            Platform.LINUX_X86_64,
            new RepositoryFile(
                    ARTIFACT + "linux-x86_64.jar",
                    "50ad91aa0baa57f0235bb666b87d8bf2a44e215d28c250de1030502906af143b",
                    25_724_411),
            Platform.MACOS_AARCH64,
            new RepositoryFile(
                    ARTIFACT + "macosx-arm64.jar",
                    "b9ccb29cafe9c0f9bf341fa1573ac0f112d3557c13c398115ab91926091fdc0a",
                    24_590_021),
            Platform.WINDOWS_X86_64,
            new RepositoryFile(
                    ARTIFACT + "windows-x86_64.jar",
                    "cfe5502ffa7ea369be707b6d88bf68344732a7800450665080fb4267c01bfeae",
                    23_988_748));

    /** Parts that an environment doesn't need: tests, headers, a Tk user interface. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            "(include|share|libs)/.*|libjnipython.*|(.*/)?(test|idlelib|tkinter|turtledemo|config-3[^/]*)/.*");

    /** Returns the Python for this machine, or fails if there is none. */
    static ManagedPython of(EnvironmentRequest wish) {
        MachineFacts machine = wish.machine();
        Platform platform = machine.requirePlatform();
        RepositoryFile file = FILES.get(platform);
        if (file == null) {
            throw EnvironmentProblems.noManagedPython(platform.classifier());
        }
        if (isTooOld(machine)) {
            throw EnvironmentProblems.oldGlibc("2." + GLIBC_MINOR, machine.libc());
        }
        return new ManagedPython(wish, file);
    }

    /** Returns the Python for this machine, if there is one. */
    static Optional<ManagedPython> forMachine(EnvironmentRequest wish) {
        return wish.machine()
                .platform()
                .filter(platform -> !isTooOld(wish.machine()))
                .map(FILES::get)
                .map(file -> new ManagedPython(wish, file));
    }

    private static boolean isTooOld(MachineFacts machine) {
        return CLibrary.isOlder(machine.libc(), 2, GLIBC_MINOR);
    }

    @Override
    public String key() {
        return file.sha256();
    }

    @Override
    public Path command() {
        return Path.of(file.name());
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public JepWheel wheel() {
        return PrebuiltWheel.of(wish, minor(), false)
                .orElseThrow(() -> EnvironmentProblems.noNatives(
                        wish.machine().requirePlatform().classifier(), minor()));
    }

    @Override
    public Path create(Path folder, PipInstaller pip) throws IOException, InterruptedException {
        Path jar = new MavenRepository(wish).fetch(file, wish.cache().resolve("pythons"));
        wish.progress().step("Unpacking Python " + VERSION + " …");
        unpack(jar, folder);
        Platform platform = wish.machine().requirePlatform();
        Path python = platform.python(folder);
        if (!platform.isWindows()) {
            try (var programs = Files.newDirectoryStream(folder.resolve("bin"))) {
                for (Path program : programs) {
                    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
            Files.createSymbolicLink(python, Path.of("python" + minor()));
        }
        return python;
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                // org/bytedeco/cpython/linux-x86_64/lib/…
                String[] parts = entry.getName().split("/", 5);
                if (parts.length == 5 && parts[2].equals("cpython") && isWanted(entry, parts[4])) {
                    Path file = folder.resolve(parts[4]).normalize();
                    if (!file.startsWith(folder)) {
                        throw new IOException(jar + ": " + entry.getName() + " leads out of the folder");
                    }
                    Files.createDirectories(file.resolveSibling(""));
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
    }

    private static boolean isWanted(ZipEntry entry, String path) {
        return !entry.isDirectory()
                && !path.isEmpty()
                && !LEFT_OUT.matcher(path).matches();
    }
}
