package keras4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child process that has ended.
 *
 * @param status its exit status
 * @param output what it printed, both streams together
 */
record ExampleProcess(int status, String output) {
    private static final int MINUTES = 15;

    /** Runs a command to its end; a variable that is empty is taken away. One that takes too long is killed with all its children. */
    static ExampleProcess run(List<String> command, Path folder, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("keras4j-child", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        builder.environment().values().removeIf(String::isEmpty);
        Process process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError(
                        command + " did not end in " + MINUTES + " minutes:\n" + Files.readString(output));
            }
            return new ExampleProcess(process.exitValue(), Files.readString(output));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
