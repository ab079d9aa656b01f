package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A plain Python that all test classes of this JVM share, because importing Keras takes seconds; it ends with the JVM. */
final class PlainPythonServer {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path log;
    private final Writer requests;
    private final BufferedReader answers;

    /** Starts {@code plain_server.py}. */
    PlainPythonServer(ProcessBuilder builder, Path log) throws IOException {
        this.log = log;
        Process process = builder.redirectError(log.toFile()).start();
        requests = process.outputWriter();
        answers = process.inputReader();
    }

    /** Runs a script to its end; its first argument is its path. */
    synchronized void run(List<String> arguments, int minutes) throws IOException, InterruptedException {
        requests.write(JSON.writeValueAsString(arguments) + "\n");
        requests.flush();
        try {
            String answer = CompletableFuture.supplyAsync(this::answer).get(minutes, TimeUnit.MINUTES);
            assertEquals("", JSON.readValue(answer, String.class));
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("plain Python gave no answer: " + Files.readString(log), e);
        }
    }

    private String answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("its process has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
