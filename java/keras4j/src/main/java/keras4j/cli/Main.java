package keras4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keras4j.environment.EnvironmentException;
import keras4j.environment.Settings;
import keras4j.internal.environment.DeveloperPackages;
import keras4j.internal.environment.Doctor;
import keras4j.internal.environment.Environments;
import keras4j.internal.environment.PythonEnvironment;

/** Command line of keras4j; {@code java -cp … keras4j.cli.Main help} lists the commands. */
public final class Main {
    private static final String HELP = """
            keras4j: real Keras 3 from Java

              doctor [--backend jax|tensorflow]           reports what was found, what is missing, and one remedy
              setup  [--backend jax|tensorflow]           builds the Python environment, unless it exists
              python [--backend jax|tensorflow] [--dev] -- arguments…
                                                          runs the environment's Python; --dev adds pytest, ruff, mypy and more
              help                                        prints this help

            System properties: keras4j.python (a Python to use as it is), keras4j.cache, keras4j.offline.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Settings settings;

    Main(PrintStream out, PrintStream err, Settings settings) {
        this.out = out;
        this.err = err;
        this.settings = settings.withProgress(err::println);
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
        System.exit(new Main(System.out, System.err, Settings.defaults()).run(arguments));
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
        Doctor.Report report = Doctor.examine(settings, options.backend());
        out.println(report.text());
        return report.healthy() ? 0 : 1;
    }

    private int setup(Options options) {
        out.println("Ready: " + Environments.resolve(settings, options.backend()));
        return 0;
    }

    private int python(Options options) throws InterruptedException {
        PythonEnvironment environment = Environments.resolve(settings, options.backend());
        List<String> command = new ArrayList<>(List.of(environment.executable().toString()));
        command.addAll(options.rest());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.equals("PYTHONHOME") || name.equals("PYTHONPATH"));
        variables.put("KERAS_BACKEND", options.backend());
        if (options.developer()) {
            Path packages = DeveloperPackages.beside(environment, settings, options.backend());
            variables.put("PYTHONPATH", packages.toString());
        }
        return status(builder);
    }

    private int status(ProcessBuilder builder) throws InterruptedException {
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            err.println("Python: it cannot be started (" + e.getMessage() + ").");
            return 1;
        }
    }
}
