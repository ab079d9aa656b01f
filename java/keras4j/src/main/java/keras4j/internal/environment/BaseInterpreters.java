package keras4j.internal.environment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keras4j.environment.EnvironmentException;
import keras4j.environment.EnvironmentProblem;

/** Search for the Python interpreter on which a managed environment is built. */
final class BaseInterpreters {
    static final List<String> NAMES = List.of("python3", "python", "python3.13", "python3.12", "python3.11");

    private final EnvironmentRequest wish;
    private final InterpreterProbes probes;

    BaseInterpreters(EnvironmentRequest wish, InterpreterProbes probes) {
        this.wish = wish;
        this.probes = probes;
    }

    /**
     * Returns the first suitable interpreter on the PATH, passing over shims that fail. If there is none, throws the
     * problem of the most promising candidate.
     */
    InterpreterProbe first() {
        List<EnvironmentException> troubles = new ArrayList<>();
        for (Path command : commands()) {
            try {
                InterpreterProbe probe = probes.of(command);
                Optional<EnvironmentException> trouble = probe.troubleAsBase(wish);
                if (trouble.isEmpty()) {
                    return probes.keep(probe);
                }
                troubles.add(trouble.get());
            } catch (EnvironmentException e) {
                troubles.add(e);
            }
        }
        throw likeliest(troubles);
    }

    private List<Path> commands() {
        return NAMES.stream()
                .flatMap(name -> wish.machine().onPath(name).stream())
                .toList();
    }

    /**
     * Returns the problem that is easiest to solve: a missing part before an unsupported version, and that before an
     * interpreter that does not respond.
     */
    private static EnvironmentException likeliest(List<EnvironmentException> troubles) {
        return troubles.stream()
                .filter(e ->
                        e.problem() != EnvironmentProblem.NO_PYTHON && e.problem() != EnvironmentProblem.PYTHON_VERSION)
                .findFirst()
                .or(() -> troubles.stream()
                        .filter(e -> e.problem() == EnvironmentProblem.PYTHON_VERSION)
                        .findFirst())
                .or(() -> troubles.stream().findFirst())
                .orElseGet(() -> EnvironmentProblems.noPython(NAMES));
    }
}
