package keras4j.python;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an environment must have, and how a given one differs from it. */
final class Requirements {
    private final Wish wish;
    private final List<Lock.Pin> pins;

    Requirements(Wish wish) {
        this.wish = wish;
        this.pins = new ArrayList<>(wish.lock().required());
        pins.add(new Lock.Pin("jep", wish.machine().jepJar()));
    }

    /** One clause for each package that is missing or of another version: {@code keras must be 3.15.1, got 3.12.0}. */
    List<String> differences(Probe probe) {
        Map<String, String> versions = installed(probe);
        return pins.stream()
                .filter(pin -> !pin.version().equals(versions.get(pin.name())))
                .map(pin ->
                        pin.name() + " must be " + pin.version() + ", got " + versions.getOrDefault(pin.name(), "none"))
                .toList();
    }

    /** The versions; Jep counts only with its native half. */
    private static Map<String, String> installed(Probe probe) {
        Map<String, String> versions = probe.versions();
        if (probe.path("jepLibrary").isEmpty()) {
            versions.remove("jep");
        }
        return versions;
    }

    /** Fails unless the environment, which a person has chosen, has all of it. */
    void check(Probe probe, String origin) {
        probe.trouble().ifPresent(trouble -> {
            throw trouble;
        });
        List<String> differences = differences(probe);
        if (differences.isEmpty()) {
            return;
        }
        String jep = installed(probe).get("jep");
        if (jep != null && differences.size() == 1 && differences.get(0).startsWith("jep ")) {
            throw Trouble.jepVersions(
                    wish.machine().jepJar(), jep, probe.command().toString());
        }
        throw Trouble.packages("Python " + probe.command() + " (" + origin + ")", differences, command(probe));
    }

    /** The line that a person can run to put it right. */
    private String command(Probe probe) {
        Path libraries = probe.path("libpython").orElseThrow().toAbsolutePath().getParent();
        List<String> words = new ArrayList<>();
        if (!wish.machine().jepJar().equals(installed(probe).get("jep"))) {
            words.add("JAVA_HOME=" + wish.machine().javaHome());
            words.add("LDFLAGS=-Wl,-rpath," + libraries);
        }
        words.addAll(List.of(probe.command().toString(), "-m", "pip", "install"));
        pins.stream()
                .filter(pin -> !pin.version().equals(installed(probe).get(pin.name())))
                .forEach(pin -> words.add(pin.toString()));
        return String.join(" ", words);
    }
}
