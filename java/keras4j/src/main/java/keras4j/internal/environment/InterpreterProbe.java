package keras4j.internal.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.environment.EnvironmentException;
import keras4j.environment.EnvironmentProblem;

/**
 * Facts about a Python executable, printed by {@code keras4j_runtime/probe.py} in a child process.
 *
 * @param command the executable as it was called
 * @param facts the answer, flat: {@code version}, {@code versions.keras}, {@code watched.0}; an old Python gives its
 *     version only
 */
record InterpreterProbe(Path command, Map<String, String> facts) {
    static final String SCRIPT = JarResources.text("runtime/keras4j_runtime/probe.py");
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(20);

    /**
     * Runs the probe in the executable; fails with {@link EnvironmentProblem#NO_PYTHON} if it does not answer within 20 seconds.
     */
    static InterpreterProbe ask(Path command, Map<String, String> variables) {
        if (command.isAbsolute() && !Files.exists(command)) {
            throw EnvironmentProblems.pythonDoesNotRun(command, "there is no such file");
        }
        try {
            List<String> call = List.of(command.toString(), "-I", "-c", SCRIPT);
            ChildProcess.Outcome outcome = ChildProcess.run(call, variables, PROBE_TIMEOUT, line -> {});
            Map<String, String> facts = facts(outcome.lines());
            if (!facts.containsKey("version")) {
                throw EnvironmentProblems.pythonDoesNotRun(command, reason(outcome));
            }
            return new InterpreterProbe(command, facts);
        } catch (IOException e) {
            throw EnvironmentProblems.pythonDoesNotRun(command, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EnvironmentProblems.interrupted("Asking Python " + command);
        }
    }

    /** Returns the facts of the JSON objects among the lines: a Python may print other lines at its start. */
    private static Map<String, String> facts(List<String> lines) throws JsonProcessingException {
        Map<String, String> facts = new TreeMap<>();
        JsonMapper json = new JsonMapper();
        for (String line : lines) {
            if (line.startsWith("{")) {
                flatten("", json.readTree(line), facts);
            }
        }
        return facts;
    }

    private static void flatten(String name, JsonNode node, Map<String, String> facts) {
        String prefix = name.isEmpty() ? "" : name + ".";
        if (node.isObject()) {
            node.properties().forEach(field -> flatten(prefix + field.getKey(), field.getValue(), facts));
        } else if (node.isArray()) {
            IntStream.range(0, node.size()).forEach(i -> flatten(prefix + i, node.get(i), facts));
        } else if (!node.isNull()) {
            facts.put(name, node.asText());
        }
    }

    private static String reason(ChildProcess.Outcome outcome) {
        String last = outcome.lines().isEmpty()
                ? "no output"
                : outcome.lines().get(outcome.lines().size() - 1);
        return outcome.code() == -1 ? "no answer in 20 s" : "exit status " + outcome.code() + ", " + last.strip();
    }

    String version() {
        return facts.getOrDefault("version", "");
    }

    /** Returns the minor version, such as {@code 3.12}. */
    String minor() {
        String[] numbers = version().split("\\.", -1);
        return numbers.length < 2 ? version() : numbers[0] + "." + numbers[1];
    }

    boolean is(String fact) {
        return Boolean.parseBoolean(facts.get(fact));
    }

    String text(String fact) {
        return facts.getOrDefault(fact, "");
    }

    Optional<Path> path(String fact) {
        return Optional.ofNullable(facts.get(fact)).map(Path::of);
    }

    /** Returns the versions of the installed packages. */
    Map<String, String> versions() {
        return below("versions.");
    }

    /** Returns the files that the answer depends on. */
    List<Path> watched() {
        return Stream.concat(
                        Stream.of(command), below("watched.").values().stream().map(Path::of))
                .distinct()
                .toList();
    }

    private Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        facts.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** Returns the problem that prevents its use as an interpreter inside the JVM, packages aside. */
    Optional<EnvironmentException> trouble(MachineFacts machine) {
        String implementation = text("implementation");
        if (!implementation.equals("CPython")
                || !List.of("3.11", "3.12", "3.13").contains(minor())) {
            return Optional.of(EnvironmentProblems.pythonVersion(command, implementation + " " + version()));
        }
        if (is("freeThreaded")) {
            return Optional.of(EnvironmentProblems.pythonVersion(command, "CPython " + version() + " without the GIL"));
        }
        Platform platform = machine.requirePlatform();
        String processor = text("machine");
        if (!platform.isMachine(processor)) {
            return Optional.of(EnvironmentProblems.machine(command, platform, processor));
        }
        if (text("abi").contains("musl")) {
            return Optional.of(EnvironmentProblems.musl(command));
        }
        return path("libpython").isPresent()
                ? Optional.empty()
                : Optional.of(EnvironmentProblems.noLibpython(command, minor()));
    }

    /** Returns the problem that prevents its use as the base of a managed environment. */
    Optional<EnvironmentException> troubleAsBase(EnvironmentRequest wish) {
        return trouble(wish.machine())
                .or(() -> is("venv") ? Optional.empty() : Optional.of(EnvironmentProblems.noVenv(command, minor())))
                .or(() -> is("headers") || PrebuiltWheel.of(wish, this).isPresent()
                        ? Optional.empty()
                        : Optional.of(EnvironmentProblems.noHeaders(command, minor())));
    }
}
