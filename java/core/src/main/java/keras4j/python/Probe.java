package keras4j.python;

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

/**
 * What a Python executable says of itself: a child process runs {@code keras4j_runtime/probe.py} and prints these facts.
 *
 * @param command the executable as it was called
 * @param facts the answer, flat: {@code version}, {@code versions.keras}, {@code watched.0}; an old Python gives its version only
 */
record Probe(Path command, Map<String, String> facts) {
    static final String SCRIPT = Packed.text("runtime/keras4j_runtime/probe.py");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Asks the executable; fails with {@link Problem#NO_PYTHON} when it does not answer within 20 seconds. */
    static Probe ask(Path command, Map<String, String> variables) {
        if (command.isAbsolute() && !Files.exists(command)) {
            throw Trouble.pythonDoesNotRun(command, "there is no such file");
        }
        try {
            List<String> call = List.of(command.toString(), "-I", "-c", SCRIPT);
            Child.Outcome outcome = Child.run(call, variables, LIMIT, line -> {});
            Map<String, String> facts = facts(outcome.lines());
            if (!facts.containsKey("version")) {
                throw Trouble.pythonDoesNotRun(command, reason(outcome));
            }
            return new Probe(command, facts);
        } catch (IOException e) {
            throw Trouble.pythonDoesNotRun(command, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Trouble.interrupted("Asking Python " + command);
        }
    }

    /** The facts of the objects among the lines: a Python may print more at its start. */
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

    private static String reason(Child.Outcome outcome) {
        String last = outcome.lines().isEmpty()
                ? "no output"
                : outcome.lines().get(outcome.lines().size() - 1);
        return outcome.code() == -1 ? "no answer in 20 s" : "exit status " + outcome.code() + ", " + last.strip();
    }

    String version() {
        return facts.getOrDefault("version", "");
    }

    /** Such as {@code 3.12}. */
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

    /** The versions of what is installed. */
    Map<String, String> versions() {
        return below("versions.");
    }

    /** The files that the answer depends on. */
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

    /** What is wrong with it as an interpreter to run in the JVM, packages aside. */
    Optional<EnvironmentException> trouble() {
        String implementation = text("implementation");
        if (!implementation.equals("CPython")
                || !List.of("3.11", "3.12", "3.13").contains(minor())) {
            return Optional.of(Trouble.pythonVersion(command, implementation + " " + version()));
        }
        if (is("freeThreaded")) {
            return Optional.of(Trouble.pythonVersion(command, "CPython " + version() + " without the GIL"));
        }
        String machine = text("machine");
        if (!machine.equals("x86_64")) {
            return Optional.of(Trouble.machine(command, machine));
        }
        if (text("abi").contains("musl")) {
            return Optional.of(Trouble.musl(command));
        }
        return path("libpython").isPresent() ? Optional.empty() : Optional.of(Trouble.noLibpython(command, minor()));
    }

    /** What keeps it from being the ground of a managed environment. */
    Optional<EnvironmentException> troubleAsBase() {
        return trouble()
                .or(() -> is("venv") ? Optional.empty() : Optional.of(Trouble.noVenv(command, minor())))
                .or(() -> is("headers") ? Optional.empty() : Optional.of(Trouble.noHeaders(command, minor())));
    }
}
