package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import keras4j.environment.EnvironmentException;
import keras4j.environment.Settings;
import keras4j.environment.Settings.Accelerator;
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
     * Removes the environments that this version of keras4j does not use.
     *
     * @param settings the settings that a session would use
     * @return one line for each removed environment
     */
    public static List<String> clean(Settings settings) {
        return clean(settings, MachineFacts.current());
    }

    static List<String> clean(Settings settings, MachineFacts machine) {
        EnvironmentRequest wish = EnvironmentRequest.of(settings, machine, "jax");
        return new OtherEnvironments(wish, new InterpreterProbes(wish)).delete();
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
        accelerator();
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
        attempt("Machine", () -> {
            wish.machine().requirePlatform();
            return (system + " " + wish.machine().libc()).strip();
        });
        String jar = wish.machine().jepJar();
        String built = RequirementsLock.of("build").version("jep");
        boolean equal = jar.equals(built) || !managed;
        judge(
                "Jep's jar",
                jar,
                equal ? null : EnvironmentProblems.jepVersions(jar, built, "the environment that keras4j builds"));
    }

    private void accelerator() {
        Accelerator wanted = wish.settings().accelerator();
        String driver = wish.machine().driver();
        String gpu = driver.isEmpty() ? "no GPU" : "a GPU with NVIDIA's driver " + driver;
        judge(
                "Accelerator",
                wanted + "; this machine has " + gpu + offer(wanted, driver),
                Accelerators.trouble(wish).orElse(null));
    }

    /** Returns a hint at the accelerator that the driver could serve. */
    private static String offer(Accelerator wanted, String driver) {
        return Stream.of(Accelerator.CUDA13, Accelerator.CUDA12)
                .filter(each -> wanted == Accelerator.CPU && NvidiaDriver.major(driver) >= each.minimumDriver())
                .findFirst()
                .map(each -> "; setup --accelerator " + each.extra() + " would fetch 2.5 GB for it")
                .orElse("");
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
            BasePython base = BasePython.of(wish, probes);
            found("Python", base.version() + ", " + base.command());
            JepWheel jep = base.wheel();
            found("Native half of Jep", jep.toString());
            ManagedEnvironment managed = new ManagedEnvironment(wish, base, probes);
            Optional<InterpreterProbe> existing = managed.existing();
            if (existing.isPresent()) {
                found("Environment", managed.folder().toString());
                existing.get().versions().forEach((name, version) -> lines.add("        " + name + " " + version));
            } else {
                toBuild(managed.folder(), jep);
            }
        } catch (EnvironmentException e) {
            judge("Python", "", e);
        }
        others();
    }

    private void toBuild(Path folder, JepWheel jep) {
        lines.add("  --  Environment: not built yet; the first start or `setup` builds it at " + folder);
        try {
            ManagedEnvironment.requireSpace(wish.cache(), ManagedEnvironment.bytes(wish));
        } catch (EnvironmentException little) {
            judge("Disk", "", little);
        }
        jep.missingTools().forEach(trouble -> judge("Tools", "", trouble));
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

    private void others() {
        try {
            for (Path other : new OtherEnvironments(wish, probes).folders()) {
                lines.add("  --  Not used by this version: " + other + ", "
                        + ByteCount.of(OtherEnvironments.bytes(other)) + "; doctor --clean removes it");
            }
        } catch (IOException unreadable) {
            lines.add("  --  Other environments: unreadable (" + unreadable.getMessage() + ")");
        }
    }

    private static String free(Path folder) {
        return " (" + (folder.toFile().getUsableSpace() >> 30) + " GB free)";
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
