package keras4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Fresh JVMs that run a program which prints one line, with or without an archive of its loaded classes. */
final class FreshJvm {
    private final Class<?> program;
    private final Path classes;
    private final String classPath;

    /**
     * Makes jars of the class folders, since only classes of jars can be archived.
     *
     * @param folder a folder for the jars and the archive
     * @param without the entries of this JVM's class path that the fresh ones do not have
     */
    FreshJvm(Class<?> program, Path folder, Predicate<String> without) throws IOException {
        this.program = program;
        this.classes = folder.resolve("classes.jsa");
        this.classPath = JarClassPath.of(folder, without);
    }

    /** Archives the classes that a run loads. */
    void archive(String... arguments) throws IOException, InterruptedException {
        run("-XX:ArchiveClassesAtExit=" + classes, arguments);
    }

    /** Runs the program with the archive of classes; see {@link #run}. */
    Run runArchived(String... arguments) throws IOException, InterruptedException {
        return run("-XX:SharedArchiveFile=" + classes, arguments);
    }

    /** Runs the program with an option of the JVM. */
    Run run(String option, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(option, "-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath, program.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        long start = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String line = String.valueOf(reader.readLine());
            double milliseconds = (System.nanoTime() - start) / 1e6;
            String more = String.valueOf(reader.readLine());
            process.waitFor();
            return new Run(milliseconds, line, more);
        }
    }

    /**
     * One run.
     *
     * @param milliseconds from the start of the process to its first line
     * @param first the first line
     * @param second the second line
     */
    record Run(double milliseconds, String first, String second) {}
}
