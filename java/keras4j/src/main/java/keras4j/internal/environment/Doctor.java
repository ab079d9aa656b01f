package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import keras4j.environment.EnvironmentException;
import keras4j.environment.Settings;
import org.jspecify.annotations.Nullable;

/** Diagnosis of a machine, which builds nothing: reports the findings, the missing parts and one remedy. */
public final class Doctor {
    private final EnvironmentRequest wish;
    private final InterpreterProbes probes;
    private final List<String> lines = new ArrayList<>();
    private final List<EnvironmentException> troubles = new ArrayList<>();

    private Doctor(EnvironmentRequest wish) {
        this.wish = wish;
        this.probes = new InterpreterProbes(wish);
    }

    /**
     * Examines this machine.
     *
     * @param settings the settings that a session would use
     * @param backend {@code jax} or {@code tensorflow}
     * @return the findings and one remedy
     */
    public static Report examine(Settings settings, String backend) {
        return examine(settings, backend, MachineFacts.current());
    }

    static Report examine(Settings settings, String backend, MachineFacts machine) {
        return new Doctor(EnvironmentRequest.of(settings, machine, backend)).report();
    }

    /**
     * Result of an examination.
     *
     * @param text the findings, one per line, then one remedy
     * @param healthy whether a session can start, after a build if the environment is not built yet
     */
    public record Report(String text, boolean healthy) {}

    private Report report() {
        EnvironmentChoice choice = EnvironmentChoice.of(wish, probes);
        found("Backend", wish.label());
        machine(choice.isManaged());
        jvm();
        choice.passedOver()
                .forEach(trouble -> lines.add("  --  Active virtual environment: not used. " + trouble.getMessage()));
        choice.refused().ifPresent(trouble -> judge("Python", "", trouble));
        choice.chosen().ifPresent(chosen -> {
            InterpreterProbe probe = chosen.probe();
            found("Python", probe.version() + ", " + probe.command() + " (" + chosen.origin() + ")");
        });
        if (choice.isManaged()) {
            managed();
        }
        String todo =
                troubles.isEmpty() ? "Nothing is missing." : troubles.get(0).remedy();
        return new Report(String.join("\n", lines) + "\n\n" + todo, troubles.isEmpty());
    }

    private void machine(boolean managed) {
        String system = wish.machine().system();
        judge("Machine", system, wish.machine().supported() ? null : EnvironmentProblems.platform(system));
        String jar = wish.machine().jepJar();
        String built = RequirementsLock.of("build").version("jep");
        boolean equal = jar.equals(built) || !managed;
        judge(
                "Jep's jar",
                jar,
                equal ? null : EnvironmentProblems.jepVersions(jar, built, "the environment that keras4j builds"));
    }

    private void jvm() {
        String java = System.getProperty("java.version") + ", " + wish.machine().javaHome();
        attempt("JVM", () -> {
            JvmPlatform.check(wish.backend());
            return java;
        });
    }

    private void managed() {
        cache();
        try {
            InterpreterProbe base = new BaseInterpreters(wish.machine(), probes).first();
            found("Python", base.version() + ", " + base.command());
            found("Shared library", base.text("libpython"));
            ManagedEnvironment managed = new ManagedEnvironment(wish, base, probes);
            Optional<InterpreterProbe> existing = managed.existing();
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

    private void toBuild(Path folder, InterpreterProbe base) {
        lines.add("  --  Environment: not built yet; the first start or `setup` builds it at " + folder);
        Path home = wish.machine().javaHome();
        EnvironmentException noJdk = wish.machine().isJdk() ? null : EnvironmentProblems.noJdk(home);
        judge("JDK headers", home.resolve("include").toString(), noJdk);
        Optional<String> compiler = JepWheel.missingCompiler(wish.machine(), base);
        judge(
                "C compiler",
                base.text("compiler"),
                compiler.map(EnvironmentProblems::noCompiler).orElse(null));
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
                writable ? null : EnvironmentProblems.cache(cache, there + " is not a writable folder"));
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
