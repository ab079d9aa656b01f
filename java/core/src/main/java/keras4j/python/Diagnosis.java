package keras4j.python;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a failed child process of a build said, and tells which of the known problems it is. */
final class Diagnosis {
    private static final int SHOWN = 20;
    private static final Pattern COMMAND = Pattern.compile(".*(?:command|execute) '([^']+)'.*");
    private static final String UNREACHABLE =
            "NewConnectionError|ConnectTimeoutError|ReadTimeoutError|Max retries exceeded"
                    + "|Connection refused|Connection reset by peer|Temporary failure in name resolution|Name or service not known"
                    + "|Network is unreachable|Cannot connect to proxy|CERTIFICATE_VERIFY_FAILED|HTTP error \\d+|Read timed out";
    private static final String NOT_FOUND = "Could not find a version that satisfies";

    private final Wish wish;
    private final Probe python;

    /** For the children of one build, which started from this Python. */
    Diagnosis(Wish wish, Probe python) {
        this.wish = wish;
        this.python = python;
    }

    /** The first rule that knows a line of the output decides; the rules stand from the certain to the vague. */
    EnvironmentException of(String step, List<String> output) {
        return rules(step)
                .flatMap(rule -> rule.apply(output).stream())
                .findFirst()
                .orElseGet(() -> Trouble.build(step, tail(output)));
    }

    private Stream<Rule> rules(String step) {
        Path command = python.command();
        String minor = python.minor();
        return Stream.of(
                rule("No space left on device|Disk quota exceeded", line -> Trouble.diskFull(wish.cache())),
                rule(
                        "ensurepip is not available|No module named '?(venv|ensurepip|pip)\\b",
                        line -> Trouble.noVenv(command, minor)),
                rule(
                        "variable JAVA_HOME|jni\\.h: No such file",
                        line -> Trouble.noJdk(wish.machine().javaHome())),
                rule("Python\\.h: No such file", line -> Trouble.noHeaders(command, minor)),
                rule(
                        "command '.+' failed: No such file|unable to execute '.+'",
                        line -> Trouble.noCompiler(quoted(line))),
                rule("cannot find -lpython", line -> Trouble.noLibpython(command, minor)),
                rule(
                        NOT_FOUND,
                        line -> wish.settings().offline() ? Trouble.offline(step, line) : Trouble.noRegistry(line)),
                rule(UNREACHABLE, Trouble::noRegistry));
    }

    private static String quoted(String line) {
        return COMMAND.matcher(line).replaceFirst("$1");
    }

    private static Rule rule(String pattern, Function<String, EnvironmentException> trouble) {
        return new Rule(Pattern.compile(pattern), trouble);
    }

    private static String tail(List<String> output) {
        return String.join("\n", output.subList(Math.max(0, output.size() - SHOWN), output.size()));
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
