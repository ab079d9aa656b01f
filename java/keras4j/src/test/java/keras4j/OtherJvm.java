package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;

/** A second JVM, which gets a fitted model by Java's own serialisation and predicts the rows of {@link SessionFixtures}. */
final class OtherJvm {
    private static final int MINUTES = 4;

    private OtherJvm() {}

    /** Predictions of a model with custom objects, and the exception that they raised before consent. */
    static final class Consented {
        private final String refusal;
        private final float[] predictions;

        private Consented(Object[] answer) {
            this.refusal = (String) answer[0];
            this.predictions = (float[]) answer[1];
        }

        String refusal() {
            return refusal;
        }

        float[] predictions() {
            return predictions;
        }
    }

    /** Returns the predictions for {@link SessionFixtures#alone} of another JVM on a backend. */
    static float[] predicts(Fitted fitted, Backend backend, Path folder) throws Exception {
        return (float[]) answer(fitted, backend, folder, false);
    }

    /** Returns the refusal of another JVM without consent to the custom objects, and its predictions with it. */
    static Consented predictsWithConsent(Fitted fitted, Backend backend, Path folder) throws Exception {
        return new Consented((Object[]) answer(fitted, backend, folder, true));
    }

    private static Object answer(Fitted fitted, Backend backend, Path folder, boolean consenting) throws Exception {
        Path input = folder.resolve(backend + ".in");
        Path output = folder.resolve(backend + ".out");
        Path log = folder.resolve(backend + ".log");
        write(input, fitted);
        Process process = new ProcessBuilder(ChildJvm.command(
                        List.of("-Dkeras4j.backend=" + backend.id()), OtherJvm.class, input, output, consenting))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "the other JVM did not end");
            assertEquals(0, process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
        return read(output);
    }

    public static void main(String[] files) throws Exception {
        Fitted fitted = (Fitted) read(Path.of(files[0]));
        try (Keras keras = Keras.open()) {
            if (Boolean.parseBoolean(files[2])) {
                String refusal = assertThrows(RuntimeException.class, () -> SessionFixtures.alone(keras, fitted))
                        .toString();
                float[] predictions = SessionFixtures.alone(keras.trusting(fitted.customObjects()), fitted);
                write(Path.of(files[1]), new Object[] {refusal, predictions});
            } else {
                write(Path.of(files[1]), SessionFixtures.alone(keras, fitted));
            }
        }
    }

    static void write(Path file, Object value) throws IOException {
        Files.write(file, JavaStream.of(value));
    }

    static Object read(Path file) throws IOException, ClassNotFoundException {
        return JavaStream.read(Files.readAllBytes(file));
    }
}
