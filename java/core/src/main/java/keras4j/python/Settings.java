package keras4j.python;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where Python comes from and what may be done to get it.
 *
 * @param python a Python executable, or the folder of a virtual environment, to use as it is; {@code null}: the active virtual
 *     environment if it has what is needed, else one that keras4j builds
 * @param cache the folder that holds what keras4j builds; made when missing
 * @param offline whether nothing may be fetched: what is built already is used, and pip sees only the folders of PIP_FIND_LINKS
 * @param progress hears each step of a build as one line, on any thread; every line is logged at INFO too
 * @param ownProcess whether Python runs in a process of its own: what ends that process does not reach this JVM, and both
 *     backends can be open at once; a call of one row costs some 0.1 ms more
 */
public record Settings(
        @Nullable Path python, Path cache, boolean offline, Consumer<String> progress, boolean ownProcess) {
    /**
     * The settings of the system properties {@code keras4j.python}, {@code keras4j.cache} (by default {@code $XDG_CACHE_HOME/keras4j}
     * or {@code ~/.cache/keras4j}), {@code keras4j.offline} and {@code keras4j.own-process} (both {@code true} or {@code false}).
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

    /** These settings with another Python, used as it is. */
    public Settings withPython(Path executableOrFolder) {
        return new Settings(executableOrFolder, cache, offline, progress, ownProcess);
    }

    /** These settings with another cache folder. */
    public Settings withCache(Path folder) {
        return new Settings(python, folder.toAbsolutePath(), offline, progress, ownProcess);
    }

    /** These settings, with or without the network. */
    public Settings withOffline(boolean nothingIsFetched) {
        return new Settings(python, cache, nothingIsFetched, progress, ownProcess);
    }

    /** These settings with another listener to the steps of a build. */
    public Settings withProgress(Consumer<String> listener) {
        return new Settings(python, cache, offline, listener, ownProcess);
    }

    /** These settings with Python in a process of its own, or inside this JVM. */
    public Settings withOwnProcess(boolean own) {
        return new Settings(python, cache, offline, progress, own);
    }
}
