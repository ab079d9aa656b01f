package keras4j.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Examines a machine and builds nothing: what was found, what is missing, the one thing to do. */
public final class Doctor {
    private final Wish wish;
    private final Probes probes;
    private final List<String> lines = new ArrayList<>();
    private final List<EnvironmentException> troubles = new ArrayList<>();

    private Doctor(Wish wish) {
        this.wish = wish;
        this.probes = new Probes(wish);
    }

    /**
     * Examines.
     *
     * @param backend {@code jax} or {@code tensorflow}
     */
    public static Report examine(Settings settings, String backend) {
        return examine(settings, backend, Machine.current());
    }

    static Report examine(Settings settings, String backend, Machine machine) {
        return new Doctor(Wish.of(settings, machine, backend)).report();
    }

    /**
     * What was found.
     *
     * @param text for people, one finding a line, the one thing to do last
     * @param healthy whether a session can start, after a build where that is still to be made
     */
    public record Report(String text, boolean healthy) {}

    private Report report() {
        found("Backend", wish.label());
        machine();
        jvm();
        Path explicit = wish.settings().python();
        if (explicit != null) {
            chosen(explicit, "the setting keras4j.python");
        } else if (!active()) {
            managed();
        }
        String todo =
                troubles.isEmpty() ? "Nothing is missing." : troubles.get(0).remedy();
        return new Report(String.join("\n", lines) + "\n\n" + todo, troubles.isEmpty());
    }

    private void machine() {
        String system = wish.machine().system();
        judge("Machine", system, wish.machine().supported() ? null : Trouble.platform(system));
        String jar = wish.machine().jepJar();
        String built = Lock.of("build").version("jep");
        boolean equal = jar.equals(built) || wish.settings().python() != null;
        judge("Jep's jar", jar, equal ? null : Trouble.jepVersions(jar, built, "the environment that keras4j builds"));
    }

    private void jvm() {
        String java = System.getProperty("java.version") + ", " + wish.machine().javaHome();
        attempt("JVM", () -> {
            Jvm.check(wish.backend());
            return java;
        });
    }

    private boolean active() {
        String folder = wish.machine().variables().getOrDefault("VIRTUAL_ENV", "");
        if (folder.isEmpty()) {
            return false;
        }
        try {
            Probe probe = probes.of(Path.of(folder).resolve("bin/python"));
            new Requirements(wish).check(probe, "the active virtual environment");
            found("Python", probe.version() + ", " + probe.command() + " (the active virtual environment)");
            return true;
        } catch (EnvironmentException e) {
            lines.add("  --  Active virtual environment: not used. " + e.getMessage());
            return false;
        }
    }

    private void chosen(Path python, String origin) {
        attempt("Python", () -> {
            Probe probe = probes.of(Files.isDirectory(python) ? python.resolve("bin/python") : python);
            new Requirements(wish).check(probe, origin);
            return probe.version() + ", " + probe.command() + " (" + origin + ")";
        });
    }

    private void managed() {
        cache();
        try {
            Probe base = new Bases(wish.machine(), probes).first();
            found("Python", base.version() + ", " + base.command());
            found("Shared library", base.text("libpython"));
            ManagedEnvironment managed = new ManagedEnvironment(wish, base, probes);
            Optional<Probe> existing = managed.existing();
            if (existing.isPresent()) {
                found("Environment", managed.folder().toString());
                existing.get().versions().forEach((name, version) -> lines.add("        " + name + " " + version));
            } else {
                toBuild(managed.folder(), base);
            }
        } catch (EnvironmentException e) {
            judge("Python", "", e);
        }
    }

    private void toBuild(Path folder, Probe base) {
        lines.add("  --  Environment: not built yet; the first start or `setup` builds it at " + folder);
        Path home = wish.machine().javaHome();
        judge("JDK headers", home.resolve("include").toString(), wish.machine().isJdk() ? null : Trouble.noJdk(home));
        Optional<String> compiler = JepWheel.missingCompiler(wish.machine(), base);
        judge(
                "C compiler",
                base.text("compiler"),
                compiler.map(Trouble::noCompiler).orElse(null));
    }

    private void cache() {
        Path cache = wish.cache();
        Path there = cache;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        boolean writable = Files.isDirectory(there) && Files.isWritable(there);
        judge(
                "Cache folder",
                cache + free(there),
                writable ? null : Trouble.cache(cache, there + " is not a writable folder"));
    }

    private static String free(Path folder) {
        try {
            return " (" + (Files.getFileStore(folder).getUsableSpace() >> 30) + " GB free)";
        } catch (IOException e) {
            return "";
        }
    }

    private void attempt(String what, Supplier<String> check) {
        try {
            found(what, check.get());
        } catch (EnvironmentException e) {
            judge(what, "", e);
        }
    }

    private void found(String what, String value) {
        lines.add("  ok  " + what + ": " + value);
    }

    private void judge(String what, String value, @Nullable EnvironmentException trouble) {
        if (trouble == null) {
            found(what, value);
        } else {
            troubles.add(trouble);
            lines.add("  !!  " + trouble.getMessage());
        }
    }
}
