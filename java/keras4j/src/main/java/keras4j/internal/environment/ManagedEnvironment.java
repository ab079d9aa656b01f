package keras4j.internal.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import keras4j.environment.EnvironmentException;
import keras4j.internal.files.AtomicFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Environment that keras4j builds for itself, in a folder named by a hash of its dependencies. */
final class ManagedEnvironment {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");

    private final EnvironmentRequest wish;
    private final RequirementsLock lock;
    private final InterpreterProbe base;
    private final InterpreterProbes probes;

    ManagedEnvironment(EnvironmentRequest wish, InterpreterProbe base, InterpreterProbes probes) {
        this.wish = wish;
        this.lock = wish.lock();
        this.base = base;
        this.probes = probes;
    }

    Path folder() {
        RequirementsLock build = RequirementsLock.of("build");
        String prefix = base.text("basePrefix");
        String key = CacheKey.of(
                lock.text(),
                build.text(),
                base.version(),
                prefix,
                wish.machine().system(),
                build.version("jep"));
        return wish.cache().resolve("envs").resolve(wish.backend() + "-" + key);
    }

    /** Returns the environment if it exists and is complete. */
    Optional<InterpreterProbe> existing() {
        Path python = folder().resolve("bin/python");
        if (!Files.isExecutable(python)) {
            return Optional.empty();
        }
        InterpreterProbe probe = probes.of(python);
        return new PackageRequirements(wish).differences(probe).isEmpty()
                ? Optional.of(probes.keep(probe))
                : Optional.empty();
    }

    /**
     * Returns the environment, building it if it is missing. The lock of the cache must be held, so that only the first
     * caller builds it.
     */
    InterpreterProbe built() throws IOException, InterruptedException {
        Optional<InterpreterProbe> existing = existing();
        if (existing.isPresent()) {
            return existing.get();
        }
        build();
        return existing()
                .orElseThrow(
                        () -> EnvironmentProblems.build("Building " + folder(), "The environment is not complete."));
    }

    private void build() throws IOException, InterruptedException {
        long start = System.nanoTime();
        String about = "(once; Python " + base.version() + ", " + folder() + ")";
        wish.progress().step("Creating the Python environment for " + wish.label() + " " + about);
        AtomicFolder.sweepAll(wish.cache());
        if (Files.exists(folder())) {
            AtomicFolder.discard(folder());
        }
        AtomicFolder.publish(folder(), this::fill);
        wish.progress().step("Done in " + SetupProgress.seconds(start));
    }

    /** Installs the packages and builds Jep's wheel in parallel, then installs Jep. */
    private void fill(Path folder) throws IOException, InterruptedException {
        PipInstaller pip = new PipInstaller(wish, base);
        JepWheel jep = new JepWheel(wish, base);
        jep.requireTools();
        ExecutorService beside = Executors.newSingleThreadExecutor(work -> new Thread(work, "keras4j-jep-wheel"));
        Future<Path> wheel = beside.submit(jep::file);
        try {
            Path python = pip.venv(base.command(), folder);
            wish.progress().step("Installing " + lock.headline() + " …");
            pip.install(python, lock);
            pip.compile(python, folder.resolve("lib"));
            pip.install(python, result(wheel));
            settle(folder);
        } finally {
            end(beside);
        }
    }

    /** Stops parallel work and waits for it: no write may happen after the lock of the cache is released. */
    private static void end(ExecutorService beside) throws InterruptedException {
        beside.shutdownNow();
        while (!beside.awaitTermination(1, TimeUnit.SECONDS)) {
            LOG.debug("Waiting for the build of Jep to stop");
        }
    }

    private static Path result(Future<Path> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof EnvironmentException trouble) {
                throw trouble;
            }
            throw cause instanceof IOException io ? io : new IOException(cause);
        }
    }

    /** Rewrites the folder name in the scripts of the virtual environment to the one it will be published under. */
    private void settle(Path folder) throws IOException {
        replace(folder.resolve("pyvenv.cfg"), folder);
        try (DirectoryStream<Path> scripts = Files.newDirectoryStream(folder.resolve("bin"))) {
            for (Path script : scripts) {
                if (Files.isRegularFile(script, LinkOption.NOFOLLOW_LINKS)) {
                    replace(script, folder);
                }
            }
        }
    }

    private void replace(Path file, Path folder) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, text.replace(folder.toString(), folder().toString()), StandardCharsets.ISO_8859_1);
    }
}
