package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A second JVM, which gets a fitted model by Java's own serialisation and predicts the rows of {@link Scenes}. */
final class OtherJvm {
    private static final int MINUTES = 4;

    private OtherJvm() {}

    /** What {@link Scenes#alone} gives in another JVM on a backend. */
    static float[] predicts(Fitted fitted, Backend backend, Path folder) throws Exception {
        return predicts(fitted, backend, folder, false);
    }

    /** The same, with consent to the custom objects in it or without. */
    static float[] predicts(Fitted fitted, Backend backend, Path folder, boolean trusting) throws Exception {
        Path input = folder.resolve(backend + ".in");
        Path output = folder.resolve(backend + ".out");
        Path log = folder.resolve(backend + ".log");
        write(input, fitted);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dkeras4j.backend=" + backend.id(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherJvm.class.getName(),
                        input.toString(),
                        output.toString(),
                        String.valueOf(trusting))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "the other JVM did not end");
            assertEquals(0, process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
        return (float[]) read(output);
    }

    public static void main(String[] files) throws Exception {
        Fitted fitted = (Fitted) read(Path.of(files[0]));
        try (Keras keras = Keras.open()) {
            Keras view = Boolean.parseBoolean(files[2]) ? keras.trusting(fitted.customObjects()) : keras;
            write(Path.of(files[1]), Scenes.alone(view, fitted));
        }
    }

    static void write(Path file, Object value) throws IOException {
        Files.write(file, JavaStream.of(value));
    }

    static Object read(Path file) throws IOException, ClassNotFoundException {
        return JavaStream.read(Files.readAllBytes(file));
    }
}
