package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import keras4j.internal.files.AtomicFolder;

/**
 * Wheel with the native half of Jep. PyPI has only its source, so the wheel is built once for each Python and cached.
 *
 * <p>It carries the folder of libpython as its run path: without it another libpython of the system would be loaded, or
 * none.
 */
final class JepWheel {
    private final EnvironmentRequest wish;
    private final InterpreterProbe base;
    private final RequirementsLock lock = RequirementsLock.of("build");

    JepWheel(EnvironmentRequest wish, InterpreterProbe base) {
        this.wish = wish;
        this.base = base;
    }

    /** Returns the wheel, building it if it is missing. The caller must hold the lock of the cache. */
    Path file() throws IOException, InterruptedException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            wish.progress().step("Building the native half of Jep (about 20 s) …");
            AtomicFolder.publish(folder, this::build);
        }
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(folder, "*.whl")) {
            return wheels.iterator().next();
        }
    }

    private Path folder() {
        String key = CacheKey.of(
                lock.text(),
                base.version(),
                base.text("basePrefix"),
                libpython().toString());
        return wish.cache().resolve("wheels").resolve("jep-" + lock.version("jep") + "-" + key);
    }

    private Path libpython() {
        return base.path("libpython").orElseThrow();
    }

    /**
     * Checks for the build tools, so that a missing one is reported before the build starts; does nothing if the wheel
     * exists.
     */
    void requireTools() {
        if (Files.isDirectory(folder())) {
            return;
        }
        if (!wish.machine().isJdk()) {
            throw EnvironmentProblems.noJdk(wish.machine().javaHome());
        }
        missingCompiler(wish.machine(), base).ifPresent(compiler -> {
            throw EnvironmentProblems.noCompiler(compiler);
        });
    }

    /** Returns the compiler that Python was built with, if it is missing. */
    static Optional<String> missingCompiler(MachineFacts machine, InterpreterProbe base) {
        String compiler = base.text("compiler");
        boolean there = compiler.contains("/")
                ? Files.isExecutable(Path.of(compiler))
                : !machine.onPath(compiler).isEmpty();
        return there ? Optional.empty() : Optional.of(compiler);
    }

    private void build(Path target) throws IOException, InterruptedException {
        PipInstaller pip = new PipInstaller(wish, base);
        AtomicFolder.scratch(folder(), venv -> {
            Path python = pip.venv(base.command(), venv);
            pip.install(python, lock.without("jep"));
            pip.wheel(python, lock.only("jep"), target, variables());
        });
    }

    private Map<String, String> variables() {
        Path libraries = libpython().toAbsolutePath().getParent();
        String flags = "-L" + libraries + " -Wl,-rpath," + libraries;
        String more = wish.machine().variables().getOrDefault("LDFLAGS", "");
        return Map.of("JAVA_HOME", wish.machine().javaHome().toString(), "LDFLAGS", (flags + " " + more).strip());
    }
}
