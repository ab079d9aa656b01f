package keras4j.internal.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import keras4j.environment.EnvironmentException;

/** Required packages of an environment, and the differences of a given environment from them. */
final class PackageRequirements {
    private static final Pattern LIBPYTHON = Pattern.compile("python(3)\\.?(1\\d)\\.(?:so|dylib|dll)");

    private final EnvironmentRequest wish;
    private final List<RequirementsLock.Pin> pins;

    PackageRequirements(EnvironmentRequest wish) {
        this.wish = wish;
        this.pins = new ArrayList<>(wish.lock().required());
        pins.add(new RequirementsLock.Pin("jep", wish.machine().jepJar()));
    }

    /**
     * Returns one clause for each package that is missing or has another version:
     * {@code keras must be 3.15.1, got 3.12.0}.
     */
    List<String> differences(InterpreterProbe probe) {
        Map<String, String> versions = installed(probe);
        return pins.stream()
                .filter(pin -> !pin.version().equals(versions.get(pin.name())))
                .map(pin ->
                        pin.name() + " must be " + pin.version() + ", got " + versions.getOrDefault(pin.name(), "none"))
                .toList();
    }

    /** Returns the installed versions; Jep counts only with its native half. */
    private static Map<String, String> installed(InterpreterProbe probe) {
        Map<String, String> versions = probe.versions();
        if (probe.path("jepLibrary").isEmpty()) {
            versions.remove("jep");
        }
        return versions;
    }

    /** Checks that an environment chosen by the user meets all requirements. */
    void check(InterpreterProbe probe, String origin) {
        probe.trouble(wish.machine()).ifPresent(trouble -> {
            throw trouble;
        });
        probe.path("jepLibrary")
                .flatMap(library -> wrongMinor(library, probe.minor()))
                .ifPresent(trouble -> {
                    throw trouble;
                });
        List<String> differences = differences(probe);
        if (differences.isEmpty()) {
            return;
        }
        String jep = installed(probe).get("jep");
        if (jep != null && differences.size() == 1 && differences.get(0).startsWith("jep ")) {
            throw EnvironmentProblems.jepVersions(
                    wish.machine().jepJar(), jep, probe.command().toString());
        }
        throw EnvironmentProblems.packages(
                "Python " + probe.command() + " (" + origin + ")", differences, command(probe));
    }

    /** Returns the problem of a native half that needs the library of another CPython. */
    private static Optional<EnvironmentException> wrongMinor(Path library, String minor) {
        try {
            return LIBPYTHON
                    .matcher(Files.readString(library, StandardCharsets.ISO_8859_1))
                    .results()
                    .map(match -> match.group(1) + "." + match.group(2))
                    .filter(built -> !built.equals(minor))
                    .findFirst()
                    .map(built -> EnvironmentProblems.otherMinor(library, minor, built));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns the command line that installs the missing packages. */
    private String command(InterpreterProbe probe) {
        Path libraries = probe.path("libpython").orElseThrow().toAbsolutePath().getParent();
        List<String> words = new ArrayList<>();
        if (!wish.machine().jepJar().equals(installed(probe).get("jep"))) {
            words.add("JAVA_HOME=" + wish.machine().javaHome());
            words.add("LDFLAGS=-Wl,-rpath," + libraries);
        }
        words.addAll(List.of(probe.command().toString(), "-m", "pip", "install"));
        words.addAll(missing(probe));
        return String.join(" ", words);
    }

    private List<String> missing(InterpreterProbe probe) {
        return pins.stream()
                .filter(pin -> !pin.version().equals(installed(probe).get(pin.name())))
                .map(Object::toString)
                .toList();
    }
}
