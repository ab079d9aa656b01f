package keras4j.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The steps that builds are made of: venv and pip in child processes; a failed one becomes the problem that it is. */
final class Pip {
    private static final Duration LIMIT = Duration.ofHours(2);

    private final Wish wish;
    private final Diagnosis diagnosis;

    Pip(Wish wish, Probe base) {
        this.wish = wish;
        this.diagnosis = new Diagnosis(wish, base);
    }

    /** Makes a virtual environment in an empty folder, and returns its interpreter. */
    Path venv(Path base, Path folder) throws IOException, InterruptedException {
        run(
                "Creating a virtual environment",
                Map.of(),
                List.of(base.toString(), "-I", "-m", "venv", folder.toString()));
        return folder.resolve("bin/python");
    }

    /** Installs what a lock holds, checked against its hashes; wheels only. */
    void install(Path python, Lock lock, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--no-compile", "--only-binary=:all:", "--require-hashes"));
        arguments.addAll(Arrays.asList(options));
        withFile(lock, file -> {
            arguments.addAll(List.of("--requirement", file));
            pip("Installing " + lock.name() + ".lock", Map.of(), python, "install", arguments);
        });
    }

    /** Compiles what is installed, on all processors and without the packages' tests: pip would take one processor and all files. */
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
        // A package may hold files that are no Python of this version: what does not compile is left as it is.
        Child.run(call, wish.machine().childVariables(Map.of()), LIMIT, wish.progress()::detail);
    }

    /** Installs a wheel of our own. */
    void install(Path python, Path wheel) throws IOException, InterruptedException {
        pip("Installing Jep", Map.of(), python, "install", List.of("--no-index", wheel.toString()));
    }

    /** Builds the wheel of a source package, checked against its hash, with what is installed beside pip. */
    void wheel(Path python, Lock source, Path folder, Map<String, String> variables)
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
        Child.Outcome outcome = Child.run(command, all, LIMIT, wish.progress()::detail);
        if (!outcome.ok()) {
            throw diagnosis.of(step, outcome.lines());
        }
    }

    private static void withFile(Lock lock, FileWork work) throws IOException, InterruptedException {
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
