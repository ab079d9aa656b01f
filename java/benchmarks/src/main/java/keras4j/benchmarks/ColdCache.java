package keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import keras4j.environment.Settings;

/**
 * keras4j's cache without what was compiled before.
 *
 * @param folder links to all that the cache holds but that
 */
record ColdCache(Path folder) implements AutoCloseable {
    private static final String COMPILED = "compilations";

    static ColdCache make() throws IOException {
        Path folder = Files.createTempDirectory("keras4j-cold");
        for (Path part : parts(Settings.defaults().cache())) {
            if (!part.endsWith(COMPILED)) {
                Files.createSymbolicLink(folder.resolve(part.getFileName()), part);
            }
        }
        return new ColdCache(folder);
    }

    @Override
    public void close() throws IOException {
        Path compiled = folder.resolve(COMPILED);
        if (Files.isDirectory(compiled)) {
            for (Path part : parts(compiled)) {
                Files.delete(part);
            }
        }
        for (Path part : parts(folder)) {
            Files.delete(part);
        }
        Files.delete(folder);
    }

    private static List<Path> parts(Path folder) throws IOException {
        try (Stream<Path> parts = Files.list(folder)) {
            return parts.toList();
        }
    }
}
