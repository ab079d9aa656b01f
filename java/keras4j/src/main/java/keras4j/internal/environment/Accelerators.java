package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keras4j.environment.EnvironmentException;
import keras4j.environment.Settings.Accelerator;

/** Check of the GPU that the settings ask for, before anything is fetched or loaded for it. */
public final class Accelerators {
    private Accelerators() {}

    /** Returns the problem of the accelerator that is asked for, if it can't be used. */
    static Optional<EnvironmentException> trouble(EnvironmentRequest wish) {
        Accelerator accelerator = wish.settings().accelerator();
        return accelerator == Accelerator.CPU
                ? Optional.empty()
                : trouble(accelerator, wish.machine().driver());
    }

    private static Optional<EnvironmentException> trouble(Accelerator accelerator, String driver) {
        if (driver.isEmpty()) {
            return Optional.of(EnvironmentProblems.noDriver(accelerator));
        }
        return NvidiaDriver.major(driver) < accelerator.minimumDriver()
                ? Optional.of(EnvironmentProblems.oldDriver(accelerator, driver))
                : Optional.empty();
    }

    /** Checks that an environment for the accelerator can be built: for JAX, on Linux. */
    static void requireBackend(EnvironmentRequest wish) {
        Accelerator accelerator = wish.settings().accelerator();
        if (accelerator == Accelerator.CPU) {
            return;
        }
        if (!wish.backend().equals("jax")) {
            throw EnvironmentProblems.acceleratorBackend(accelerator, wish.label());
        }
        requireLinux(accelerator, wish);
    }

    private static void requireLinux(Accelerator accelerator, EnvironmentRequest wish) {
        if (!wish.machine().requirePlatform().isLinux()) {
            throw EnvironmentProblems.acceleratorPlatform(
                    accelerator, wish.machine().system());
        }
    }

    /** Returns the GPUs that this process may use, as CUDA names them; none if there is no driver. */
    public static List<String> devices() {
        return devices(Path.of("/"), System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", ""));
    }

    static List<String> devices(Path root, String visible) {
        if (!visible.isBlank()) {
            return Stream.of(visible.split(",", -1)).map(String::strip).toList();
        }
        try (Stream<Path> found = Files.list(root.resolve("proc/driver/nvidia/gpus"))) {
            long count = found.count();
            return Stream.iterate(0, number -> number + 1)
                    .limit(count)
                    .map(String::valueOf)
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
