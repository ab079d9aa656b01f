package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A project elsewhere, whose only dependency is keras4j in the version of the BOM, in an empty home, with neither a
 * Python nor a C compiler on the PATH: the first start as a user meets it.
 */
class ConsumerIT {
    @Test
    void the_readme_program_runs_and_every_step_of_the_first_start_is_told(@TempDir Path home) throws Exception {
        Path project = project(home);
        String first = mvn(
                home,
                project,
                "compile",
                "exec:exec",
                "-Dexec.executable=" + Path.of(System.getProperty("java.home"), "bin/java"),
                "-Dexec.args=-Dkeras4j.repository=" + System.getProperty("maven.repo.local") + " -classpath %classpath:"
                        + provider() + " Start");

        List<String> heard = told(first, "heard: ");
        assertEquals(Set.copyOf(heard), Set.copyOf(told(first, "\\[[^]]+] INFO keras4j\\.python - ")), first);
        steps(heard);
        assertTrue(GettingStartedIT.accuracy(first) > 0.85, first);

        String doctor = mvn(home, project, "exec:java", "-Dexec.mainClass=keras4j.cli.Main", "-Dexec.args=doctor");
        assertTrue(doctor.contains("\nNothing is missing.\n"), doctor);
        assertTrue(doctor.contains("Environment: " + home.resolve(".cache/keras4j/envs/jax-")), doctor);
    }

    private static Path project(Path home) throws IOException {
        Path project = Files.createDirectory(home.resolve("project"));
        Path sources = Files.createDirectories(project.resolve("src/main/java"));
        copy("pom.xml", project.resolve("pom.xml"));
        copy("Start.java", sources.resolve("Start.java"));
        copy("settings.xml", Files.createDirectory(home.resolve(".m2")).resolve("settings.xml"));
        DocumentBlock readme = DocumentBlock.of(DocumentBlock.ROOT.resolve("README.md")).stream()
                .filter(DocumentBlock::isProgram)
                .findFirst()
                .orElseThrow();
        Files.writeString(sources.resolve("Digits.java"), readme.text());
        return project;
    }

    private static void copy(String resource, Path target) throws IOException {
        try (InputStream in = ConsumerIT.class.getResourceAsStream("/consumer/" + resource)) {
            Files.copy(Objects.requireNonNull(in, resource), target);
        }
    }

    /** The jar of slf4j-simple, which a user would choose: it is no dependency of keras4j. */
    private static Path provider() throws URISyntaxException {
        Class<?> logger = LoggerFactory.getILoggerFactory().getClass();
        return Path.of(
                logger.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void steps(List<String> heard) {
        List<String> beginnings = List.of(
                "Creating the Python environment for JAX (once; Python 3.13.5, ",
                "Copying cpython-3.13.5-",
                "Unpacking Python 3.13.5 …",
                "Installing keras 3.",
                "Done in ");
        for (String beginning : beginnings) {
            assertTrue(heard.stream().anyMatch(line -> line.startsWith(beginning)), beginning + " is not in " + heard);
        }
        assertTrue(heard.get(0).startsWith(beginnings.get(0)), heard::toString);
        assertTrue(heard.get(heard.size() - 1).startsWith("Done in "), heard::toString);
    }

    /** Returns the rest of each line after a prefix, without the progress messages, which come from another thread. */
    private static List<String> told(String output, String prefix) {
        Pattern told = Pattern.compile("^" + prefix + "(?!… )(.*)$", Pattern.MULTILINE);
        return told.matcher(output).results().map(line -> line.group(1)).toList();
    }

    private static String mvn(Path home, Path project, String... goals) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("maven.home"), "bin/mvn").toString(),
                "-q",
                "-B",
                "-Dkeras4j.version=" + System.getProperty("keras4j.version"),
                "-Dbuilt=" + PublishedModule.REPOSITORY.toUri(),
                "-Dfetched=" + Path.of(System.getProperty("maven.repo.local")).toUri()));
        command.addAll(List.of(goals));
        ExampleProcess child = ExampleProcess.run(command, project, variables(home));
        assertEquals(0, child.status(), child::output);
        return child.output();
    }

    /** An empty home and no hint of another Python's environment; only what pip has fetched before is shared. */
    private static Map<String, String> variables(Path home) throws IOException {
        Map<String, String> variables = new HashMap<>();
        variables.put("HOME", home.toString());
        variables.put("JAVA_TOOL_OPTIONS", "-Duser.home=" + home);
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("PIP_CACHE_DIR", pipCache());
        variables.put("PATH", tools(home).toString());
        List.of("XDG_CACHE_HOME", "VIRTUAL_ENV", "KERAS_HOME", "MAVEN_ARGS", "CLASSPATH")
                .forEach(name -> variables.put(name, ""));
        // Maven ends before the second compiler pays.
        variables.put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        return variables;
    }

    /** Returns a folder with the tools that Maven's script calls, and nothing else. */
    private static Path tools(Path home) throws IOException {
        Path tools = home.resolve("tools");
        if (!Files.isDirectory(tools)) {
            Files.createDirectory(tools);
            for (String tool :
                    List.of("sh", "bash", "dirname", "basename", "uname", "expr", "cat", "ls", "sed", "tr")) {
                Files.createSymbolicLink(tools.resolve(tool), found(tool));
            }
        }
        return tools;
    }

    private static Path found(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static String pipCache() {
        Map<String, String> environment = System.getenv();
        String caches = environment.getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        return environment.getOrDefault("PIP_CACHE_DIR", caches + "/pip");
    }
}
