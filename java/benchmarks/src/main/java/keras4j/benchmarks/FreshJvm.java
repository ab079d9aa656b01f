package keras4j.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;

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
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!without.test(entry)) {
                jars.add(Files.isDirectory(Path.of(entry)) ? jar(folder, jars.size(), entry) : entry);
            }
        }
        this.classPath = String.join(File.pathSeparator, jars);
    }

    private static String jar(Path folder, int number, String classes) {
        Path jar = folder.resolve("classes-" + number + ".jar");
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        if (tool.run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes, ".") != 0) {
            throw new IllegalStateException("jar: " + classes + " must become a jar");
        }
        return jar.toString();
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
