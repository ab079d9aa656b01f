package keras4j.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;

/** Class path of jars alone, as only classes of jars can be archived. */
final class JarClassPath {
    private JarClassPath() {}

    /**
     * Makes jars of the class folders of this JVM's class path.
     *
     * @param folder a folder for the jars
     * @param without the entries that are left out
     */
    static String of(Path folder, Predicate<String> without) throws IOException {
        Files.createDirectories(folder);
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!without.test(entry)) {
                jars.add(Files.isDirectory(Path.of(entry)) ? jar(folder, jars.size(), entry) : entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static String jar(Path folder, int number, String classes) {
        Path jar = folder.resolve("classes-" + number + ".jar");
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        if (tool.run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes, ".") != 0) {
            throw new IllegalStateException("jar: " + classes + " must become a jar");
        }
        return jar.toString();
    }
}
