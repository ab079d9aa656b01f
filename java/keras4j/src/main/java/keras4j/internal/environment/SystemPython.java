package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Path;

/** Python of the system; environments on it are virtual environments. */
record SystemPython(EnvironmentRequest wish, InterpreterProbe probe) implements BasePython {
    @Override
    public String key() {
        return probe.version() + " " + probe.text("basePrefix");
    }

    @Override
    public Path command() {
        return probe.command();
    }

    @Override
    public String version() {
        return probe.version();
    }

    @Override
    public JepWheel wheel() {
        return JepWheel.of(wish, probe);
    }

    @Override
    public Path create(Path folder, PipInstaller pip) throws IOException, InterruptedException {
        return pip.venv(probe.command(), folder);
    }
}
