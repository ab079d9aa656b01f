package keras4j.generator;

import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the typed API: {@code Generator <catalogue.json> <output directory>}. */
public final class Generator {
    private Generator() {}

    public static void main(String[] args) throws Exception {
        Files.createDirectories(Path.of(args[1]));
    }
}
