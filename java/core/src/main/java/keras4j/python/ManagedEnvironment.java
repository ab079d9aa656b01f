package keras4j.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The environment that keras4j builds for itself, in a folder that is named by all that it depends on. */
final class ManagedEnvironment {
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
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try {
            Future<Path> wheel = beside.submit((Callable<Path>) new JepWheel(wish, base)::file);
            Path python = pip.venv(base.command(), folder);
            wish.progress().step("Installing " + lock.headline() + " …");
            pip.install(python, lock);
            pip.compile(python, folder.resolve("lib"));
            pip.install(python, result(wheel));
            settle(folder);
        } finally {
            beside.shutdownNow();
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
