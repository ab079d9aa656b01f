package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keras4j.internal.files.AtomicFolder;

/** Steps of a build: venv and pip in child processes. A failed step is reported as the problem that caused it. */
final class PipInstaller {
    private static final Duration STEP_TIMEOUT = Duration.ofHours(2);

    private static final Pattern PIP = Pattern.compile("pip-(24\\.[1-9]|2[5-9]|[3-9]\\d).*\\.dist-info");

    private final EnvironmentRequest wish;
    private final Diagnosis diagnosis;

    /** Creates the installer for the environments of one Python. */
    PipInstaller(EnvironmentRequest wish, Path command, String minor) {
        this.wish = wish;
        this.diagnosis = new Diagnosis(wish, command, minor);
    }

    /** Creates a virtual environment in an empty folder and returns its interpreter. */
    Path venv(Path base, Path folder) throws IOException, InterruptedException {
        run(
                "Creating a virtual environment",
                Map.of(),
                List.of(base.toString(), "-I", "-m", "venv", folder.toString()));
        return wish.machine().requirePlatform().python(folder);
    }

    /**
     * Downloads a small package, so that an unreachable package index is reported before anything is compiled.
     *
     * @param small the lock of the package alone
     */
    void reach(Path python, RequirementsLock small) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("keras4j-");
        try {
            List<String> arguments = new ArrayList<>(
                    List.of("--only-binary=:all:", "--require-hashes", "--retries=1", "--dest", folder.toString()));
            withFile(small, file -> {
                arguments.addAll(List.of("--requirement", file));
                pip("Looking for the package index", Map.of(), python, "download", arguments);
            });
        } finally {
            AtomicFolder.discard(folder);
        }
    }

    /** Installs the packages of a lock, checked against its hashes; wheels only. */
    void install(Path python, RequirementsLock lock, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--no-compile", "--only-binary=:all:", "--require-hashes"));
        arguments.addAll(Arrays.asList(options));
        withFile(lock, file -> {
            arguments.addAll(List.of("--requirement", file));
            pip("Installing " + lock.name() + ".lock", Map.of(), python, "install", arguments);
        });
    }

    /**
     * Compiles the installed packages on all processors, without their tests; pip would compile every file on one
     * processor.
     */
    void compile(Path python, Path folder) throws IOException, InterruptedException {
        List<String> call = List.of(
                python.toString(),
                "-I",
                "-m",
                "compileall",
                "-qq",
                "-j0",
                "-x",
                "site-packages/.*/tests?/",
                folder.toString());
        // A package may hold files that are not valid in this Python version; files that don't compile are skipped.
        ChildProcess.run(call, wish.machine().childVariables(Map.of()), STEP_TIMEOUT, wish.progress()::detail);
    }

    /** Installs a wheel that keras4j built. */
    void install(Path python, Path wheel) throws IOException, InterruptedException {
        pip("Installing Jep", Map.of(), python, "install", List.of("--no-index", wheel.toString()));
    }

    /** Builds the wheel of a source package, checked against its hash, with the packages installed beside pip. */
    void wheel(Path python, RequirementsLock source, Path folder, Map<String, String> variables)
            throws IOException, InterruptedException {
        // pip's own cache may hold a wheel that was built for another libpython.
        List<String> arguments = new ArrayList<>(List.of(
                "--no-cache-dir", "--no-build-isolation", "--require-hashes", "--wheel-dir", folder.toString()));
        withFile(source, file -> {
            arguments.addAll(List.of("--requirement", file));
            pip("Building the native half of Jep", variables, python, "wheel", arguments);
        });
    }

    private void pip(String step, Map<String, String> variables, Path python, String verb, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python.toString(), "-I", "-m", "pip", verb));
        command.addAll(List.of("--no-deps", "--no-input", "--disable-pip-version-check"));
        command.add("--progress-bar=" + (wish.progress().draws() && reportsBytes(python) ? "raw" : "off"));
        if (wish.settings().offline()) {
            command.add("--no-index");
        }
        command.addAll(arguments);
        run(step, variables, command);
    }

    /** Returns whether the environment's pip can report bytes: it can since 24.1. */
    private static boolean reportsBytes(Path python) throws IOException {
        Path lib = python.resolve("../../lib").normalize();
        if (!Files.isDirectory(lib)) {
            return false;
        }
        try (Stream<Path> found = Files.find(
                lib, 3, (path, is) -> PIP.matcher(path.getFileName().toString()).matches())) {
            return found.findAny().isPresent();
        }
    }

    private void run(String step, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        Map<String, String> all = wish.machine().childVariables(variables);
        all.put("PIP_ROOT_USER_ACTION", "ignore");
        ChildProcess.Outcome outcome = ChildProcess.run(command, all, STEP_TIMEOUT, wish.progress()::detail);
        if (!outcome.ok()) {
            throw diagnosis.of(step, outcome.lines());
        }
    }

    private static void withFile(RequirementsLock lock, FileWork work) throws IOException, InterruptedException {
        Path file = Files.createTempFile("keras4j-", "-" + lock.name() + ".lock");
        try {
            Files.writeString(file, lock.text());
            work.with(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private interface FileWork {
        void with(String file) throws IOException, InterruptedException;
    }
}
