package keras4j.python;

import java.nio.file.Path;

/** One wish for an environment: for whom, under which settings, on which machine, and who hears of it. */
record Wish(Settings settings, Machine machine, String backend, Progress progress) {
    static Wish of(Settings settings, Machine machine, String backend) {
        return new Wish(settings, machine, backend, new Progress(settings.progress()));
    }

    Path cache() {
        return settings.cache();
    }

    Lock lock() {
        return Lock.of(backend);
    }

    /** The backend's name as people write it. */
    String label() {
        return backend.equals("jax") ? "JAX" : "TensorFlow";
    }
}
