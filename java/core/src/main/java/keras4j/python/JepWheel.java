package keras4j.python;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The native half of Jep: PyPI has its source only, so a wheel is built once for each Python and kept.
 *
 * <p>It carries the folder of libpython as its run path: without it another libpython of the system would be loaded, or none.
 */
final class JepWheel {
    private final Wish wish;
    private final Probe base;
    private final Lock lock = Lock.of("build");

    JepWheel(Wish wish, Probe base) {
        this.wish = wish;
        this.base = base;
    }

    /** The wheel, built when missing. To be called with the cache's lock held. */
    Path file() throws IOException, InterruptedException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            wish.progress().step("Building the native half of Jep (about 20 s) …");
            Folders.publish(folder, this::build);
        }
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(folder, "*.whl")) {
            return wheels.iterator().next();
        }
    }

    private Path folder() {
        String key = Digest.of(
                lock.text(),
                base.version(),
                base.text("basePrefix"),
                libpython().toString());
        return wish.cache().resolve("wheels").resolve("jep-" + lock.version("jep") + "-" + key);
    }

    private Path libpython() {
        return base.path("libpython").orElseThrow();
    }

    /** Fails at once where the build would fail late; not needed any more when the wheel is there. */
    void requireTools() {
        if (Files.isDirectory(folder())) {
            return;
        }
        if (!wish.machine().isJdk()) {
            throw Trouble.noJdk(wish.machine().javaHome());
        }
        missingCompiler(wish.machine(), base).ifPresent(compiler -> {
            throw Trouble.noCompiler(compiler);
        });
    }

    /** The compiler that Python was built with, if it is not there. */
    static Optional<String> missingCompiler(Machine machine, Probe base) {
        String compiler = base.text("compiler");
        boolean there = compiler.contains("/")
                ? Files.isExecutable(Path.of(compiler))
                : !machine.onPath(compiler).isEmpty();
        return there ? Optional.empty() : Optional.of(compiler);
    }

    private void build(Path target) throws IOException, InterruptedException {
        Pip pip = new Pip(wish, base);
        Folders.aside(target.resolveSibling("."), venv -> {
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
