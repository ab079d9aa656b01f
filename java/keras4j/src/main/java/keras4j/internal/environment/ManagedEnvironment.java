package keras4j.internal.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import keras4j.environment.EnvironmentException;
import keras4j.environment.Settings.Accelerator;
import keras4j.internal.files.AtomicFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Environment that keras4j builds for itself, in a folder named by a hash of its dependencies. */
final class ManagedEnvironment {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");

    /** Package of a few kilobytes that both backends need. */
    private static final String SMALL_PACKAGE = "namex";
    /** Bytes that an environment takes while it is built, as measured, rounded up. */
    private static final long JAX_BYTES = 1L << 30;

    private static final long TENSORFLOW_BYTES = 5L << 29;
    /** An estimate: 2.5 GB of wheels, unpacked. */
    private static final long CUDA_BYTES = 8L << 30;

    private final EnvironmentRequest wish;
    private final RequirementsLock lock;
    private final BasePython base;
    private final InterpreterProbes probes;

    ManagedEnvironment(EnvironmentRequest wish, BasePython base, InterpreterProbes probes) {
        this.wish = wish;
        this.lock = wish.lock();
        this.base = base;
        this.probes = probes;
    }

    Path folder() {
        RequirementsLock build = RequirementsLock.of("build");
        String key = CacheKey.of(
                lock.text(),
                build.text(),
                base.key(),
                wish.machine().system(),
                build.version("jep"),
                base.wheel().key());
        return wish.cache().resolve("envs").resolve(wish.lockName() + "-" + key);
    }

    /** Returns the environment if it exists and is complete. */
    Optional<InterpreterProbe> existing() {
        Path python = wish.machine().requirePlatform().python(folder());
        if (!Files.isExecutable(python)) {
            return Optional.empty();
        }
        InterpreterProbe probe = probes.of(python);
        return new PackageRequirements(wish).differences(probe).isEmpty() && isIntact(probe)
                ? Optional.of(probes.keep(probe))
                : Optional.empty();
    }

    /** Returns whether the native half of Jep is the file that was built. */
    private boolean isIntact(InterpreterProbe probe) {
        try {
            return base.wheel().isInstalled(probe.path("jepLibrary").orElseThrow());
        } catch (IOException unreadable) {
            return false;
        }
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
        requireSpace(wish.cache(), bytes(wish));
        wish.progress().step("Creating the Python environment for " + wish.label() + " " + about);
        AtomicFolder.sweepAll(wish.cache());
        if (Files.exists(folder())) {
            AtomicFolder.discard(folder());
        }
        AtomicFolder.publish(folder(), this::fill);
        wish.progress().step("Done in " + SetupProgress.seconds(start));
    }

    /** Returns the bytes of disk space that the environment takes. */
    static long bytes(EnvironmentRequest wish) {
        if (wish.settings().accelerator() != Accelerator.CPU) {
            return CUDA_BYTES;
        }
        return wish.backend().equals("jax") ? JAX_BYTES : TENSORFLOW_BYTES;
    }

    /** Checks that the disk of a folder, or of the first one above it that exists, has room for the environment. */
    static void requireSpace(Path cache, long needed) {
        Path there = cache.toAbsolutePath();
        while (!Files.exists(there)) {
            there = Objects.requireNonNull(there.getParent());
        }
        // FileStore would need the mount point, which a process in another root does not see.
        long free = there.toFile().getUsableSpace();
        if (free < needed) {
            throw EnvironmentProblems.littleSpace(cache, needed, free);
        }
    }

    /** Installs the packages and builds Jep's wheel in parallel, then installs Jep. */
    private void fill(Path folder) throws IOException, InterruptedException {
        PipInstaller pip = new PipInstaller(wish, base.command(), base.minor());
        JepWheel jep = base.wheel();
        jep.missingTools().stream().findFirst().ifPresent(trouble -> {
            throw trouble;
        });
        Path python = base.create(folder, pip);
        pip.reach(python, lock.only(SMALL_PACKAGE));
        ExecutorService beside = Executors.newSingleThreadExecutor(work -> new Thread(work, "keras4j-jep-wheel"));
        Future<Path> wheel = beside.submit(jep::file);
        try {
            wish.progress().step("Installing " + lock.headline() + " …");
            pip.install(python, lock);
            pip.compile(python, folder.resolve("lib"));
            pip.install(python, result(wheel));
            link(jep, python);
            settle(folder);
            CacheAccess.share(folder);
        } finally {
            end(beside);
        }
    }

    private void link(JepWheel jep, Path python) throws IOException {
        InterpreterProbe installed = probes.of(python);
        jep.link(
                installed.path("jepLibrary").orElseThrow(),
                installed.path("libpython").orElseThrow());
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
        if (Files.exists(folder.resolve("pyvenv.cfg"))) {
            replace(folder.resolve("pyvenv.cfg"), folder);
        }
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
