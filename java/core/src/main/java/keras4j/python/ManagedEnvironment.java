package keras4j.python;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The environment that keras4j builds for itself, in a folder that is named by all that it depends on. */
final class ManagedEnvironment {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");

    private final Wish wish;
    private final Lock lock;
    private final Probe base;
    private final Probes probes;

    ManagedEnvironment(Wish wish, Probe base, Probes probes) {
        this.wish = wish;
        this.lock = wish.lock();
        this.base = base;
        this.probes = probes;
    }

    Path folder() {
        Lock build = Lock.of("build");
        String prefix = base.text("basePrefix");
        String key = Digest.of(
                lock.text(),
                build.text(),
                base.version(),
                prefix,
                wish.machine().system(),
                build.version("jep"));
        return wish.cache().resolve("envs").resolve(wish.backend() + "-" + key);
    }

    /** The environment if it is there and whole. */
    Optional<Probe> existing() {
        Path python = folder().resolve("bin/python");
        if (!Files.isExecutable(python)) {
            return Optional.empty();
        }
        Probe probe = probes.of(python);
        return new Requirements(wish).differences(probe).isEmpty() ? Optional.of(probes.keep(probe)) : Optional.empty();
    }

    /** The environment, built when missing; with the cache's lock held, so that it is built once, by whoever comes first. */
    Probe built() throws IOException, InterruptedException {
        Optional<Probe> existing = existing();
        if (existing.isPresent()) {
            return existing.get();
        }
        build();
        return existing().orElseThrow(() -> Trouble.build("Building " + folder(), "The environment is not complete."));
    }

    private void build() throws IOException, InterruptedException {
        long start = System.nanoTime();
        String about = "(once; Python " + base.version() + ", " + folder() + ")";
        wish.progress().step("Creating the Python environment for " + wish.label() + " " + about);
        Folders.sweep(wish.cache());
        if (Files.exists(folder())) {
            Folders.discard(folder());
        }
        Folders.publish(folder(), this::fill);
        wish.progress().step("Done in " + Progress.seconds(start));
    }

    /** Packages and Jep's wheel side by side, then Jep into the packages. */
    private void fill(Path folder) throws IOException, InterruptedException {
        Pip pip = new Pip(wish, base);
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

    /** Stops what runs beside and waits for it: nothing may be written once the cache's lock is given up. */
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

    /** Scripts of a virtual environment name its folder: they shall name the one that it is published as. */
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
