package keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process of one side: takes a command a line, answers with lines of JSON. */
final class BenchmarkProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter out;
    private final BufferedReader in;

    BenchmarkProcess(List<String> command, Path directory) throws IOException {
        this(command, directory, Map.of());
    }

    BenchmarkProcess(List<String> command, Path directory, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        this.process = builder.start();
        this.out = process.outputWriter(StandardCharsets.UTF_8);
        this.in = process.inputReader(StandardCharsets.UTF_8);
    }

    void tell(String command) throws IOException {
        out.write(command + "\n");
        out.flush();
    }

    /** The next answer; what a library may have printed in between is passed over. */
    JsonNode hear() throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("{")) {
                return JSON.readTree(line);
            }
        }
        throw new IOException("A side of the figures ended without an answer; what it wrote to stderr says why");
    }

    JsonNode ask(String command) throws IOException {
        tell(command);
        return hear();
    }

    /** Asks it to end (SIGTERM), if it does not read its input. */
    void end() {
        process.destroy();
    }

    /** Ends its input, which ends it, and waits for that. */
    @Override
    public void close() throws IOException {
        out.close();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroy();
            throw new IOException("interrupted while a side of the figures came to its end", interrupted);
        }
    }
}
