package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Steps of a build: venv and pip in child processes. A failed step is reported as the problem that caused it. */
final class PipInstaller {
    private static final Duration STEP_TIMEOUT = Duration.ofHours(2);

    private final EnvironmentRequest wish;
    private final Diagnosis diagnosis;

    PipInstaller(EnvironmentRequest wish, InterpreterProbe base) {
        this.wish = wish;
        this.diagnosis = new Diagnosis(wish, base);
    }

    /** Creates a virtual environment in an empty folder and returns its interpreter. */
    Path venv(Path base, Path folder) throws IOException, InterruptedException {
        run(
                "Creating a virtual environment",
                Map.of(),
                List.of(base.toString(), "-I", "-m", "venv", folder.toString()));
        return folder.resolve("bin/python");
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
        command.addAll(List.of("--no-deps", "--no-input", "--disable-pip-version-check", "--progress-bar=off"));
        if (wish.settings().offline()) {
            command.add("--no-index");
        }
        command.addAll(arguments);
        run(step, variables, command);
    }

    private void run(String step, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        Map<String, String> all = wish.machine().childVariables(variables);
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
