package keras4j.internal.environment;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import keras4j.environment.Settings;
import keras4j.environment.Settings.PythonSource;

/**
 * Shell script that replaces a Python interpreter. It answers the probe and creates virtual environments; it logs the
 * requests to install and build, and fails on demand.
 *
 * <p>{@code folder/log} has a line for each call. While {@code folder/gate} exists, installing waits.
 */
final class FakePython {
    static final String GOOD =
            "\"version\": \"3.11.7\", \"libpython\": \"/lib/libpython3.11.so.1.0\", \"venv\": true, \"headers\": true";
    private static final String SCRIPT = """
            #!/bin/sh
            cd '%1$s'
            PATH=/usr/bin:/bin
            if [ "$2" = -c ]; then
              echo probe >> log
              [ -e "$(dirname "$0")/installed" ] && versions='"jep": "4.3.1", "keras": "3.15.1", "jax": "0.10.2"'
              echo 'a line of a sitecustomize'
              echo '{"implementation": "CPython", "machine": "x86_64", "abi": "cpython-311-x86_64-linux-gnu", "compiler": "fakecc",
             "basePrefix": "/base", "jepLibrary": "/jep/libjep.so", %2$s, "watched": ["'"$(dirname "$0")"'/installed"],' | tr -d '\\n'
              echo "\\"versions\\": {$versions}}"
              exit
            fi
            for last; do :; done
            echo "$3 $4 $last" >> log
            echo "$*" >> arguments
            [ -e "fail-$3" ] && cat "fail-$3" && exit 1
            [ -e "fail-$4" ] && cat "fail-$4" && exit 1
            case "$3" in
            venv) mkdir -p "$last/bin"; cp "$0" "$last/bin/python"; touch "$last/pyvenv.cfg"; echo "#!$last/bin/python" > "$last/bin/pip" ;;
            pip)
              while [ -e gate ] && [ "$4" != download ]; do touch at-gate; sleep 0.05; done
              case "$4 $last" in
              wheel*) while [ $# -gt 1 ]; do [ "$1" = --wheel-dir ] && touch "$2/jep-4.3.1.whl"; shift; done ;;
              *.whl) touch "$(dirname "$0")/installed" ;;
              esac ;;
            esac
            """;

    private final Path folder;

    /**
     * Writes {@code folder/bin/python3} with these facts, a compiler beside it, and {@code folder/jdk} with its header.
     */
    FakePython(Path folder, String facts) throws IOException {
        this.folder = folder;
        script("python3", SCRIPT.formatted(folder, facts));
        script("fakecc", "#!/bin/sh\n");
        Files.createDirectories(folder.resolve("jdk/include"));
        Files.createFile(folder.resolve("jdk/include/jni.h"));
    }

    private FakePython(Path folder) {
        this.folder = folder;
    }

    /** Returns the fake that another process has written. */
    static FakePython existing(Path folder) {
        return new FakePython(folder);
    }

    Path script(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Makes {@code venv}, {@code install} or {@code wheel} print this output and fail. */
    void fails(String verb, String output) throws IOException {
        Files.writeString(folder.resolve("fail-" + verb), output);
    }

    MachineFacts machine() {
        return machine(Map.of("PATH", folder.resolve("bin").toString()));
    }

    MachineFacts machine(Map<String, String> variables) {
        return machine(variables, folder.resolve("jdk"), "Linux amd64", "4.3.1");
    }

    /** Returns a machine without a GPU and without prebuilt natives. */
    static MachineFacts machine(Map<String, String> variables, Path javaHome, String system, String jepJar) {
        ClassLoader empty = new URLClassLoader(new URL[0], null);
        return new MachineFacts(variables, javaHome, system, "glibc 2.36", "", jepJar, empty);
    }

    Settings settings() {
        return Settings.defaults().withPythonSource(PythonSource.SYSTEM).withCache(folder.resolve("cache"));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Returns the number of calls of a verb. */
    long calls(String verb) throws IOException {
        return Files.readAllLines(folder.resolve("log")).stream()
                .filter(line -> line.startsWith(verb))
                .count();
    }
}
