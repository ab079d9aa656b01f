package keras4j.python;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for the Python that a managed environment is built on. */
final class Bases {
    static final List<String> NAMES = List.of("python3", "python", "python3.13", "python3.12", "python3.11");

    private final Machine machine;
    private final Probes probes;

    Bases(Machine machine, Probes probes) {
        this.machine = machine;
        this.probes = probes;
    }

    /** The first on the PATH that will do; if none does, what keeps the likeliest from it. Shims that fail are passed over. */
    Probe first() {
        List<EnvironmentException> troubles = new ArrayList<>();
        for (Path command : commands()) {
            try {
                Probe probe = probes.of(command);
                Optional<EnvironmentException> trouble = probe.troubleAsBase();
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
        return NAMES.stream().flatMap(name -> machine.onPath(name).stream()).toList();
    }

    /** A Python that lacks a part is nearer than one of another version, and that nearer than one that does not answer. */
    private static EnvironmentException likeliest(List<EnvironmentException> troubles) {
        return troubles.stream()
                .filter(e -> e.problem() != Problem.NO_PYTHON && e.problem() != Problem.PYTHON_VERSION)
                .findFirst()
                .or(() -> troubles.stream()
                        .filter(e -> e.problem() == Problem.PYTHON_VERSION)
                        .findFirst())
                .or(() -> troubles.stream().findFirst())
                .orElseGet(() -> Trouble.noPython(NAMES));
    }
}
