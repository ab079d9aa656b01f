package keras4j.internal.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keras4j.environment.EnvironmentException;

/** Diagnosis of a failed build step: maps the output of the child process to a known problem. */
final class Diagnosis {
    private static final int MAX_OUTPUT_LINES = 20;
    private static final Pattern COMMAND = Pattern.compile(".*(?:command|execute) '([^']+)'.*");
    private static final String UNREACHABLE =
            "NewConnectionError|ConnectTimeoutError|ReadTimeoutError|Max retries exceeded"
                    + "|Connection refused|Connection reset by peer|Temporary failure in name resolution|Name or service not known"
                    + "|Network is unreachable|Cannot connect to proxy|CERTIFICATE_VERIFY_FAILED|HTTP error \\d+|Read timed out";
    private static final String NOT_FOUND = "Could not find a version that satisfies";

    private final EnvironmentRequest wish;
    private final Path command;
    private final String minor;

    /** Creates the diagnosis for the child processes of one build, which started from this Python. */
    Diagnosis(EnvironmentRequest wish, Path command, String minor) {
        this.wish = wish;
        this.command = command;
        this.minor = minor;
    }

    /**
     * Returns the problem of the first rule that matches a line of the output. The rules are ordered from specific to
     * general.
     */
    EnvironmentException of(String step, List<String> output) {
        return rules(step)
                .flatMap(rule -> rule.apply(output).stream())
                .findFirst()
                .orElseGet(() -> EnvironmentProblems.build(step, tail(output)));
    }

    private Stream<Rule> rules(String step) {
        return Stream.of(
                rule("No space left on device|Disk quota exceeded", line -> EnvironmentProblems.diskFull(wish.cache())),
                rule(
                        "ensurepip is not available|No module named '?(venv|ensurepip|pip)\\b",
                        line -> EnvironmentProblems.noVenv(command, minor)),
                rule(
                        "variable JAVA_HOME|jni\\.h: No such file",
                        line -> EnvironmentProblems.noJdk(wish.machine().javaHome())),
                rule("Python\\.h: No such file", line -> EnvironmentProblems.noHeaders(command, minor)),
                rule(
                        "command '.+' failed: No such file|unable to execute '.+'",
                        line -> EnvironmentProblems.noCompiler(quoted(line))),
                rule("cannot find -lpython", line -> EnvironmentProblems.noLibpython(command, minor)),
                rule(
                        NOT_FOUND,
                        line -> wish.settings().offline()
                                ? EnvironmentProblems.offline(step, line)
                                : EnvironmentProblems.noRegistry(line)),
                rule(UNREACHABLE, EnvironmentProblems::noRegistry));
    }

    private static String quoted(String line) {
        return COMMAND.matcher(line).replaceFirst("$1");
    }

    private static Rule rule(String pattern, Function<String, EnvironmentException> trouble) {
        return new Rule(Pattern.compile(pattern), trouble);
    }

    private static String tail(List<String> output) {
        return String.join("\n", output.subList(Math.max(0, output.size() - MAX_OUTPUT_LINES), output.size()));
    }

    private record Rule(Pattern pattern, Function<String, EnvironmentException> trouble) {
        Optional<EnvironmentException> apply(List<String> output) {
            return output.stream()
                    .filter(pattern.asPredicate())
                    .findFirst()
                    .map(line -> trouble.apply(line.strip().replaceFirst("^(ERROR|WARNING|error): ", "")));
        }
    }
}
