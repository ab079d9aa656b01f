package keras4j.internal.environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keras4j.environment.EnvironmentException;
import keras4j.environment.Settings.PythonSource;

/**
 * Choice among the environments of the user: the one that the settings name; without such a setting, the active virtual
 * environment. If none is chosen or refused, the managed environment is used.
 *
 * @param chosen the environment to use
 * @param refused the problem of an unsuitable environment for which no other may be substituted
 * @param passedOver the problems of the unsuitable environments that were skipped
 */
record EnvironmentChoice(
        Optional<Chosen> chosen, Optional<EnvironmentException> refused, List<EnvironmentException> passedOver) {

    /** Suitable environment, and how it was found. */
    record Chosen(InterpreterProbe probe, String origin) {}

    /** Environment that is tried; a required one is used or refused, never skipped. */
    private record Candidate(Path python, String origin, boolean required) {}

    /** Tries the candidates in their order. */
    static EnvironmentChoice of(EnvironmentRequest wish, InterpreterProbes probes) {
        List<EnvironmentException> passedOver = new ArrayList<>();
        for (Candidate candidate : candidates(wish)) {
            try {
                return new EnvironmentChoice(
                        Optional.of(checked(candidate, wish, probes)), Optional.empty(), passedOver);
            } catch (EnvironmentException trouble) {
                if (candidate.required()) {
                    return new EnvironmentChoice(Optional.empty(), Optional.of(trouble), passedOver);
                }
                passedOver.add(trouble);
            }
        }
        return new EnvironmentChoice(Optional.empty(), Optional.empty(), passedOver);
    }

    private static List<Candidate> candidates(EnvironmentRequest wish) {
        Path set = wish.settings().python();
        if (set != null) {
            Path python =
                    Files.isDirectory(set) ? wish.machine().requirePlatform().python(set) : set;
            return List.of(new Candidate(python, "the setting keras4j.python", true));
        }
        String folder = wish.machine().variables().getOrDefault("VIRTUAL_ENV", "");
        if (folder.isEmpty() || wish.settings().source() == PythonSource.MANAGED) {
            return List.of();
        }
        Path python = wish.machine().requirePlatform().python(Path.of(folder));
        return List.of(new Candidate(python, "the active virtual environment", false));
    }

    private static Chosen checked(Candidate candidate, EnvironmentRequest wish, InterpreterProbes probes) {
        InterpreterProbe probe = probes.of(candidate.python());
        if (!candidate.required()) {
            probes.keep(probe); // Even if it is skipped: the next start then starts no process for it.
        }
        new PackageRequirements(wish).check(probe, candidate.origin());
        return new Chosen(probe, candidate.origin());
    }

    /** Returns whether the managed environment is used. */
    boolean isManaged() {
        return chosen.isEmpty() && refused.isEmpty();
    }
}
