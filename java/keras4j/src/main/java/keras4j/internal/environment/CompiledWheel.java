package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.environment.EnvironmentException;
import keras4j.internal.files.AtomicFolder;

/**
 * Wheel with the native half of Jep, compiled here from the source on PyPI, once for each Python.
 *
 * <p>It carries the folder of libpython as its run path: without it another libpython of the system would be loaded, or
 * none.
 */
final class CompiledWheel implements JepWheel {
    private final EnvironmentRequest wish;
    private final InterpreterProbe base;
    private final RequirementsLock lock = RequirementsLock.of("build");

    CompiledWheel(EnvironmentRequest wish, InterpreterProbe base) {
        this.wish = wish;
        this.base = base;
    }

    @Override
    public String key() {
        return "compiled";
    }

    @Override
    public void link(Path jepLibrary, Path libpython) {
        // Its run path names the folder.
    }

    @Override
    public boolean isInstalled(Path jepLibrary) {
        return true;
    }

    @Override
    public Path file() throws IOException, InterruptedException {
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

    @Override
    public List<EnvironmentException> missingTools() {
        List<EnvironmentException> missing = new ArrayList<>();
        if (Files.isDirectory(folder())) {
            return missing;
        }
        if (!base.is("headers")) {
            missing.add(EnvironmentProblems.noHeaders(base.command(), base.minor()));
        }
        if (!wish.machine().isJdk()) {
            missing.add(EnvironmentProblems.noJdk(wish.machine().javaHome()));
        }
        missingCompiler().map(EnvironmentProblems::noCompiler).ifPresent(missing::add);
        return missing;
    }

    /** Returns the compiler that Python was built with, if it is missing. */
    private Optional<String> missingCompiler() {
        String compiler = base.text("compiler");
        boolean there = compiler.contains("/")
                ? Files.isExecutable(Path.of(compiler))
                : !wish.machine().onPath(compiler).isEmpty();
        return there ? Optional.empty() : Optional.of(compiler);
    }

    private void build(Path target) throws IOException, InterruptedException {
        PipInstaller pip = new PipInstaller(wish, base.command(), base.minor());
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

    @Override
    public String toString() {
        return "compiled here; no prebuilt one is on the class path";
    }
}
