package keras4j.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a Python executable says of itself: a child process runs {@code keras4j_runtime/probe.py} and prints these facts.
 *
 * @param command the executable as it was called
 * @param facts the answer; an old Python gives its version only
 */
record Probe(Path command, JsonNode facts) {
    static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Asks the executable; fails with {@link Problem#NO_PYTHON} when it does not answer within 20 seconds. */
    static Probe ask(Path command, Map<String, String> variables) {
        String script = Lock.resource("/keras4j/runtime/keras4j_runtime/probe.py");
        try {
            List<String> call = List.of(command.toString(), "-I", "-c", script);
            Child.Outcome outcome = Child.run(call, variables, LIMIT, line -> {});
            ObjectNode facts = merge(outcome.lines());
            if (!facts.has("version")) {
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

    /** One object of the objects among the lines: a Python may print more at its start. */
    private static ObjectNode merge(List<String> lines) throws JsonProcessingException {
        ObjectNode merged = JSON.createObjectNode();
        for (String line : lines) {
            if (line.startsWith("{")) {
                merged.setAll((ObjectNode) JSON.readTree(line));
            }
        }
        return merged;
    }

    private static String reason(Child.Outcome outcome) {
        String last = outcome.lines().isEmpty()
                ? "no output"
                : outcome.lines().get(outcome.lines().size() - 1);
        return outcome.code() == -1 ? "no answer in 20 s" : "exit status " + outcome.code() + ", " + last.strip();
    }

    String version() {
        return text("version").orElse("");
    }

    /** Such as {@code 3.12}. */
    String minor() {
        String[] numbers = version().split("\\.", -1);
        return numbers.length < 2 ? version() : numbers[0] + "." + numbers[1];
    }

    boolean is(String fact) {
        return facts.path(fact).asBoolean();
    }

    Optional<String> text(String fact) {
        return facts.path(fact).isTextual() ? Optional.of(facts.path(fact).asText()) : Optional.empty();
    }

    Optional<Path> path(String fact) {
        return text(fact).map(Path::of);
    }

    /** The versions of what is installed. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        facts.path("versions")
                .properties()
                .forEach(e -> versions.put(e.getKey(), e.getValue().asText()));
        return versions;
    }

    /** What is wrong with it as an interpreter to run in the JVM, packages aside. */
    Optional<EnvironmentException> trouble() {
        String implementation = text("implementation").orElse("");
        if (!implementation.equals("CPython")
                || !List.of("3.11", "3.12", "3.13").contains(minor())) {
            return Optional.of(Trouble.pythonVersion(command, implementation + " " + version()));
        }
        if (is("freeThreaded")) {
            return Optional.of(Trouble.pythonVersion(command, "CPython " + version() + " without the GIL"));
        }
        String machine = text("machine").orElse("");
        if (!machine.equals("x86_64")) {
            return Optional.of(Trouble.machine(command, machine));
        }
        if (text("abi").orElse("").contains("musl")) {
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
