package keras4j.environment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Settings for finding or building the Python environment and running it.
 *
 * @param python a Python executable, or the folder of a virtual environment, to use as it is; {@code null}: the active
 *     virtual environment if it meets the requirements, else one that keras4j builds
 * @param source the source of the Python on which keras4j builds an environment; ignored if {@code python} is set
 * @param repository the Maven repository that has the managed Python, a URL or a folder; {@code null}: the one of Maven's
 *     settings
 * @param cache the folder for environments that keras4j builds; created if missing
 * @param offline whether downloads are forbidden: existing environments are used, and pip sees only the folders of
 *     PIP_FIND_LINKS
 * @param accelerator the device on which models run
 * @param progress receives each step of a build as one line, on any thread; every line is logged at INFO too.
 *     {@code null}: steps that the log does not show are printed on standard error
 * @param ownProcess whether Python runs in a worker process: a crash there does not affect this JVM, and both backends
 *     can be open at once; a call with one row takes about 0.1 ms longer
 * @param silence how long a worker process that has calls to answer may neither send a message nor compute before it
 *     counts as hung and is ended
 * @param drain how long predictions are still answered after the JVM has begun to end, at most 1 day; training ends at
 *     its next batch. The longest drain of the sessions of a JVM counts
 */
public record Settings(
        @Nullable Path python,
        PythonSource source,
        @Nullable String repository,
        Path cache,
        boolean offline,
        Accelerator accelerator,
        @Nullable Consumer<String> progress,
        boolean ownProcess,
        Duration silence,
        Duration drain) {
    /** Silence by default, in seconds. */
    private static final int SILENCE_SECONDS = 60;

    private static final Map<String, PythonSource> SOURCES =
            Map.of("managed", PythonSource.MANAGED, "system", PythonSource.SYSTEM);

    private static final Duration DEFAULT_DRAIN = Duration.ofSeconds(10);
    private static final Duration MAX_DRAIN = Duration.ofDays(1);

    /**
     * Checks the components.
     *
     * @param python a Python executable, or the folder of a virtual environment, to use as it is; {@code null}: the
     *     active virtual environment if it meets the requirements, else one that keras4j builds
     * @param source the source of the Python on which keras4j builds an environment
     * @param repository the Maven repository that has the managed Python, a URL or a folder, or {@code null}
     * @param cache the folder for environments that keras4j builds; created if missing
     * @param offline whether downloads are forbidden
     * @param accelerator the device on which models run
     * @param progress receives each step of a build as one line, on any thread, or {@code null}
     * @param ownProcess whether Python runs in a worker process
     * @param silence how long a worker process that has calls to answer may be silent, positive
     * @param drain how long predictions are still answered after the JVM has begun to end, from 0 seconds to 1 day
     */
    public Settings {
        Preconditions.notNull("Settings", "cache", cache);
        Preconditions.notNull("Settings", "source", source);
        Preconditions.notNull("Settings", "accelerator", accelerator);
        Preconditions.notNull("Settings", "silence", silence);
        Preconditions.notNull("Settings", "drain", drain);
        if (silence.isZero() || silence.isNegative()) {
            throw new IllegalArgumentException("Settings: silence must be positive, got " + silence);
        }
        if (drain.isNegative() || drain.compareTo(MAX_DRAIN) > 0) {
            throw new IllegalArgumentException("Settings: drain must be from 0 s to 1 day, got " + drain);
        }
    }

    /**
     * Returns the settings of the system properties {@code keras4j.python} ({@code managed}, {@code system} or a path),
     * {@code keras4j.repository}, {@code keras4j.cache} (by default {@code $XDG_CACHE_HOME/keras4j} or
     * {@code ~/.cache/keras4j}), {@code keras4j.offline} and {@code keras4j.own-process} (both {@code true} or
     * {@code false}), {@code keras4j.accelerator} ({@code cpu}, {@code cuda12} or {@code cuda13}), and
     * {@code keras4j.silence} (in seconds, 60 by default).
     *
     * @return the settings, without a progress listener
     */
    public static Settings defaults() {
        return of(System::getProperty);
    }

    /**
     * Returns the settings of properties with the names that {@link #defaults()} reads.
     *
     * @param properties gives the value of a property, or {@code null} if it is not set
     * @return the settings, without a progress listener
     */
    public static Settings of(UnaryOperator<@Nullable String> properties) {
        Preconditions.notNull("Settings", "properties", properties);
        UnaryOperator<String> given = name -> Objects.requireNonNullElse(properties.apply(name), "");
        String python = given.apply("keras4j.python");
        String repository = given.apply("keras4j.repository");
        String cache = given.apply("keras4j.cache");
        return new Settings(
                python.isEmpty() || SOURCES.containsKey(python) ? null : Path.of(python),
                SOURCES.getOrDefault(python, PythonSource.ANY),
                repository.isEmpty() ? null : repository,
                (cache.isEmpty() ? userCache() : Path.of(cache)).toAbsolutePath(),
                Boolean.parseBoolean(given.apply("keras4j.offline")),
                accelerator(given.apply("keras4j.accelerator")),
                null,
                Boolean.parseBoolean(given.apply("keras4j.own-process")),
                silence(given.apply("keras4j.silence")),
                DEFAULT_DRAIN);
    }

    private static Duration silence(String seconds) {
        if (!seconds.matches("[0-9]{0,9}")) {
            throw new IllegalArgumentException(
                    "Settings: keras4j.silence must be a number of seconds, got " + Quoted.cut(seconds));
        }
        return Duration.ofSeconds(seconds.isEmpty() ? SILENCE_SECONDS : Integer.parseInt(seconds));
    }

    private static Accelerator accelerator(String name) {
        return Arrays.stream(Accelerator.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name.isEmpty() ? "cpu" : name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Settings: keras4j.accelerator must be cpu, cuda12 or cuda13, got \"" + name + '"'));
    }

    private static Path userCache() {
        String folder = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path caches = folder.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(folder);
        return caches.resolve("keras4j");
    }

    /**
     * Returns a copy with another Python, which is used as it is.
     *
     * @param executableOrFolder a Python executable, or the folder of a virtual environment
     * @return the copy
     */
    public Settings withPython(Path executableOrFolder) {
        Preconditions.notNull("Settings", "executableOrFolder", executableOrFolder);
        return new Settings(
                executableOrFolder,
                source,
                repository,
                cache,
                offline,
                accelerator,
                progress,
                ownProcess,
                silence,
                drain);
    }

    /**
     * Returns a copy with another source of the Python on which keras4j builds an environment.
     *
     * @param from the source
     * @return the copy, in which no Python is named to be used as it is
     */
    public Settings withPythonSource(PythonSource from) {
        Preconditions.notNull("Settings", "from", from);
        return new Settings(null, from, repository, cache, offline, accelerator, progress, ownProcess, silence, drain);
    }

    /**
     * Returns a copy with another Maven repository for the managed Python.
     *
     * @param urlOrFolder the URL of a repository, a folder laid out as one, or a folder with the file itself
     * @return the copy
     */
    public Settings withRepository(String urlOrFolder) {
        Preconditions.notNull("Settings", "urlOrFolder", urlOrFolder);
        return new Settings(
                python, source, urlOrFolder, cache, offline, accelerator, progress, ownProcess, silence, drain);
    }

    /**
     * Returns a copy with another device on which models run.
     *
     * @param device the device; a GPU that can't be used is an error, never replaced by the processor
     * @return the copy
     */
    public Settings withAccelerator(Accelerator device) {
        Preconditions.notNull("Settings", "device", device);
        return new Settings(python, source, repository, cache, offline, device, progress, ownProcess, silence, drain);
    }

    /**
     * Returns a copy with another cache folder.
     *
     * @param folder the folder, created if missing
     * @return the copy
     */
    public Settings withCache(Path folder) {
        Preconditions.notNull("Settings", "folder", folder);
        return new Settings(
                python,
                source,
                repository,
                folder.toAbsolutePath(),
                offline,
                accelerator,
                progress,
                ownProcess,
                silence,
                drain);
    }

    /**
     * Returns a copy with downloads forbidden or allowed.
     *
     * @param nothingIsFetched whether downloads are forbidden
     * @return the copy
     */
    public Settings withOffline(boolean nothingIsFetched) {
        return new Settings(
                python, source, repository, cache, nothingIsFetched, accelerator, progress, ownProcess, silence, drain);
    }

    /**
     * Returns a copy with another progress listener.
     *
     * @param listener receives each step of a build as one line, on any thread
     * @return the copy
     */
    public Settings withProgress(Consumer<String> listener) {
        Preconditions.notNull("Settings", "listener", listener);
        return new Settings(
                python, source, repository, cache, offline, accelerator, listener, ownProcess, silence, drain);
    }

    /**
     * Returns a copy with Python in a worker process, or inside this JVM.
     *
     * @param own whether Python runs in a worker process
     * @return the copy
     */
    public Settings withOwnProcess(boolean own) {
        return new Settings(python, source, repository, cache, offline, accelerator, progress, own, silence, drain);
    }

    /**
     * Returns a copy with another silence after which a worker process counts as hung.
     *
     * @param time how long it may neither send a message nor compute while calls wait, positive
     * @return the copy
     */
    public Settings withSilence(Duration time) {
        Preconditions.notNull("Settings", "time", time);
        return new Settings(python, source, repository, cache, offline, accelerator, progress, ownProcess, time, drain);
    }

    /**
     * Returns a copy with another grace at the end of the JVM, by default 10 seconds. A JVM that is terminated ends as
     * soon as no prediction runs any more; the grace bounds how long that may take.
     *
     * @param grace how long predictions are still answered, from 0 seconds to 1 day
     * @return the copy
     */
    public Settings withDrain(Duration grace) {
        Preconditions.notNull("Settings", "grace", grace);
        return new Settings(
                python, source, repository, cache, offline, accelerator, progress, ownProcess, silence, grace);
    }

    /** Source of the Python on which keras4j builds an environment. */
    public enum PythonSource {
        /** The first suitable Python on the PATH; where there is none, the managed one. */
        ANY,
        /** The first suitable Python on the PATH; no other is fetched. */
        SYSTEM,
        /** A Python of keras4j's own, fetched from a Maven repository, inside the environment. */
        MANAGED
    }

    /** Device on which JAX runs models. */
    public enum Accelerator {
        /** The processor. */
        CPU("", 0),
        /** An NVIDIA GPU with a driver for CUDA 12, version 525 or later. */
        CUDA12("cuda12", 525),
        /** An NVIDIA GPU with a driver for CUDA 13, version 580 or later. */
        CUDA13("cuda13", 580);

        private final String suffix;
        private final int driver;

        Accelerator(String suffix, int driver) {
            this.suffix = suffix;
            this.driver = driver;
        }

        /** {@return the name of JAX's extra, such as {@code cuda13}; empty for the processor} */
        public String extra() {
            return suffix;
        }

        /** {@return the oldest major version of NVIDIA's driver that it runs with, 0 for the processor} */
        public int minimumDriver() {
            return driver;
        }
    }
}
