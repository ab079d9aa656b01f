package keras4j.environment;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings for finding or building the Python environment and running it.
 *
 * @param python a Python executable, or the folder of a virtual environment, to use as it is; {@code null}: the active
 *     virtual environment if it meets the requirements, else one that keras4j builds
 * @param cache the folder for environments that keras4j builds; created if missing
 * @param offline whether downloads are forbidden: existing environments are used, and pip sees only the folders of
 *     PIP_FIND_LINKS
 * @param progress receives each step of a build as one line, on any thread; every line is logged at INFO too
 * @param ownProcess whether Python runs in a worker process: a crash there does not affect this JVM, and both backends
 *     can be open at once; a call with one row takes about 0.1 ms longer
 */
public record Settings(
        @Nullable Path python, Path cache, boolean offline, Consumer<String> progress, boolean ownProcess) {
    /**
     * Returns the settings of the system properties {@code keras4j.python}, {@code keras4j.cache} (by default
     * {@code $XDG_CACHE_HOME/keras4j} or {@code ~/.cache/keras4j}), {@code keras4j.offline} and
     * {@code keras4j.own-process} (both {@code true} or {@code false}).
     *
     * @return the settings, without a progress listener
     */
    public static Settings defaults() {
        String python = System.getProperty("keras4j.python", "");
        String cache = System.getProperty("keras4j.cache", "");
        return new Settings(
                python.isEmpty() ? null : Path.of(python),
                (cache.isEmpty() ? userCache() : Path.of(cache)).toAbsolutePath(),
                Boolean.getBoolean("keras4j.offline"),
                line -> {},
                Boolean.getBoolean("keras4j.own-process"));
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
        return new Settings(executableOrFolder, cache, offline, progress, ownProcess);
    }

    /**
     * Returns a copy with another cache folder.
     *
     * @param folder the folder, created if missing
     * @return the copy
     */
    public Settings withCache(Path folder) {
        return new Settings(python, folder.toAbsolutePath(), offline, progress, ownProcess);
    }

    /**
     * Returns a copy with downloads forbidden or allowed.
     *
     * @param nothingIsFetched whether downloads are forbidden
     * @return the copy
     */
    public Settings withOffline(boolean nothingIsFetched) {
        return new Settings(python, cache, nothingIsFetched, progress, ownProcess);
    }

    /**
     * Returns a copy with another progress listener.
     *
     * @param listener receives each step of a build as one line, on any thread
     * @return the copy
     */
    public Settings withProgress(Consumer<String> listener) {
        return new Settings(python, cache, offline, listener, ownProcess);
    }

    /**
     * Returns a copy with Python in a worker process, or inside this JVM.
     *
     * @param own whether Python runs in a worker process
     * @return the copy
     */
    public Settings withOwnProcess(boolean own) {
        return new Settings(python, cache, offline, progress, own);
    }
}
