package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Environment with a Python of its own, as a {@code .tar.gz} file that has the contents of its folder. */
record PackedEnvironment(EnvironmentRequest wish, PythonEnvironment environment) {
    private static final Duration TIMEOUT = Duration.ofHours(1);

    void write(Path file) {
        Path folder = wish.cache().resolve("envs").resolve(name());
        if (!environment.libpython().startsWith(folder)) {
            throw EnvironmentProblems.notMovable(environment.executable());
        }
        Path unused = GuardedBuild.guarded(wish, () -> packed(folder, file));
    }

    /** Returns the name of the environment's folder in the cache, or that of another folder. */
    private String name() {
        Path envs = wish.cache().resolve("envs");
        Path python = environment.executable();
        return python.startsWith(envs) ? envs.relativize(python).getName(0).toString() : "";
    }

    private Path packed(Path folder, Path file) throws IOException, InterruptedException {
        wish.progress().step("Packing " + folder + " into " + file + " …");
        Path aside = file.resolveSibling(file.getFileName() + ".part.tar.gz");
        String python = environment.executable().toString();
        Path program = PythonFiles.unpack(wish.cache()).resolve("keras4j_runtime/packing.py");
        List<String> command = List.of(python, "-I", program.toString(), folder.toString(), aside.toString());
        ChildProcess.Outcome outcome =
                ChildProcess.run(command, wish.machine().childVariables(Map.of()), TIMEOUT, wish.progress()::detail);
        if (!outcome.ok()) {
            Files.deleteIfExists(aside);
            throw EnvironmentProblems.build("Packing " + folder, String.join("\n", outcome.lines()));
        }
        return Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
