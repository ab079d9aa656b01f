package keras4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import keras4j.environment.EnvironmentException;
import keras4j.environment.Settings;
import keras4j.environment.Settings.Accelerator;
import keras4j.internal.environment.AdditionalPackages;
import keras4j.internal.environment.Doctor;
import keras4j.internal.environment.Environments;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.internal.text.StatusLine;

/** Command line of keras4j; {@code java -cp … keras4j.cli.Main help} lists the commands. */
public final class Main {
    private static final String HELP = """
            keras4j: real Keras 3 from Java

              doctor [options] [--clean]      reports what was found, what is missing, and one remedy;
                                              --clean removes environments that this version does not use
              setup  [options] [--pack file] [--class-archive file]
                                              builds the Python environment, unless it exists;
                                              --pack writes it to a .tar.gz file, which works wherever it is unpacked;
                                              --class-archive writes the classes of a first prediction to a .jsa file,
                                              for java -XX:SharedArchiveFile with the same class path
              python [options] [--dev] -- …   runs the environment's Python; --dev adds pytest, ruff, mypy and more
              help                            prints this help

            Options: --backend jax|tensorflow, --accelerator cpu|cuda12|cuda13.
            System properties: keras4j.python (managed, system, or a Python to use as it is), keras4j.repository,
            keras4j.cache, keras4j.offline.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Settings settings;

    Main(PrintStream out, PrintStream err, Settings settings) {
        this.out = out;
        this.err = err;
        // On a terminal the steps and a bar are drawn on standard error.
        this.settings = StatusLine.onTerminal() ? settings : settings.withProgress(err::println);
    }

    /**
     * Runs a command. The exit status is 0, 1 for a failure, 2 for a wrong command line, or that of the Python process.
     *
     * @param arguments the command with its options
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        // The command prints the steps of a build itself: slf4j-simple, if present, must not print them again.
        System.setProperty(
                "org.slf4j.simpleLogger.log.keras4j.python",
                System.getProperty("org.slf4j.simpleLogger.log.keras4j.python", "warn"));
        // In the C locale the stream of the JVM would replace letters such as an ellipsis.
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Main(System.out, err, Settings.defaults()).run(arguments));
    }

    int run(String... arguments) throws InterruptedException {
        try {
            return run(Options.parse(arguments));
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(HELP);
            return 2;
        } catch (EnvironmentException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private int run(Options options) throws InterruptedException {
        return switch (options.command()) {
            case "doctor" -> doctor(options);
            case "setup" -> setup(options);
            case "python" -> python(options);
            default -> help();
        };
    }

    private int help() {
        out.print(HELP);
        return 0;
    }

    private int doctor(Options options) {
        if (options.clean()) {
            Doctor.clean(settings).forEach(out::println);
        }
        Doctor.Report report = Doctor.examine(settings(options), options.backend());
        out.println(report.text());
        return report.healthy() ? 0 : 1;
    }

    private Settings settings(Options options) {
        return options.accelerator().isEmpty()
                ? settings
                : settings.withAccelerator(
                        Accelerator.valueOf(options.accelerator().toUpperCase(Locale.ROOT)));
    }

    private int setup(Options options) throws InterruptedException {
        PythonEnvironment ready = Environments.prepare(settings(options), options.backend());
        out.println("Ready: " + ready);
        if (!options.pack().isEmpty()) {
            Environments.pack(ready, settings(options), options.backend(), Path.of(options.pack()));
            out.println("Packed: " + options.pack());
        }
        return options.classArchive().isEmpty() ? 0 : archiveClasses(options);
    }

    private int archiveClasses(Options options) throws InterruptedException {
        Path file = Path.of(options.classArchive());
        int status = status(firstPrediction(options.backend(), file));
        if (status != 0 || !Files.exists(file)) {
            err.println("Class archive: " + file + " was not written (status " + status
                    + "). Every entry of the class path must be a jar, and its folder must be writable.");
            return 1;
        }
        out.println("Archived classes: " + file);
        return 0;
    }

    /** Returns a process with the class path and the settings of this one, which archives the classes that it has loaded. */
    private static ProcessBuilder firstPrediction(String backend, Path classArchive) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ArchiveClassesAtExit=" + classArchive.toAbsolutePath(),
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("keras4j."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "keras4j.FirstPrediction", backend));
        return new ProcessBuilder(command).inheritIO();
    }

    private int python(Options options) throws InterruptedException {
        PythonEnvironment environment = Environments.prepare(settings(options), options.backend());
        List<String> command = new ArrayList<>(List.of(environment.executable().toString()));
        command.addAll(options.rest());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.equals("PYTHONHOME") || name.equals("PYTHONPATH"));
        variables.put("KERAS_BACKEND", options.backend());
        if (options.developer()) {
            Path packages = AdditionalPackages.beside(environment, settings(options), options.backend());
            variables.put("PYTHONPATH", packages.toString());
        }
        return status(builder);
    }

    private int status(ProcessBuilder builder) throws InterruptedException {
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            err.println(builder.command().get(0) + ": it cannot be started (" + e.getMessage() + ").");
            return 1;
        }
    }
}
