package keras4j.internal.environment;

import java.nio.file.Path;
import keras4j.environment.Settings;

/** Request for an environment: settings, machine, backend and progress listener. */
record EnvironmentRequest(Settings settings, MachineFacts machine, String backend, SetupProgress progress) {
    static EnvironmentRequest of(Settings settings, MachineFacts machine, String backend) {
        return new EnvironmentRequest(settings, machine, backend, new SetupProgress(settings.progress()));
    }

    Path cache() {
        return settings.cache();
    }

    RequirementsLock lock() {
        return RequirementsLock.of(lockName());
    }

    /** Returns the name of the lock: that of the backend, with that of the accelerator. */
    String lockName() {
        String extra = settings.accelerator().extra();
        return extra.isEmpty() ? backend : backend + "-" + extra;
    }

    /** Returns the display name of the backend. */
    String label() {
        return backend.equals("jax") ? "JAX" : "TensorFlow";
    }
}
