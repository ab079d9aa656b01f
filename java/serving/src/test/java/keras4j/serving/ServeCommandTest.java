package keras4j.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the command line; {@code TerminationTest} runs it as a process. */
class ServeCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return ServeCommand.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }

    @Test
    void help_lists_the_options() {
        assertEquals(0, run("--help"));
        for (String option :
                new String[] {"--store", "--tag", "--reload", "--engine", "--host", "--port", "KERAS4J_TOKEN"}) {
            assertTrue(out.toString(UTF_8).contains(option), option);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --engine onnx                             | serve: there must be files or a --store, got neither
            m.keras4j --store s                       | serve: there must be files or a --store, got both
            m.keras4j --prt 1                         | serve: options must be some of --engine, --host, --port, --reload, --store, --tag, each with a value, got --prt; did you mean --port?
            m.keras4j --port                          | serve: options must be some of --engine, --host, --port, --reload, --store, --tag, each with a value, got --port; did you mean --port?
            m.keras4j --port many                     | serve: port must be a number up to 65535, got many
            m.keras4j --engine torch                  | serve: engine must be keras or onnx, got torch
            m.keras4j --engine onnx --tag production  | serve: --tag and --reload must go with a --store, got none
            """)
    void a_wrong_command_line_is_refused_with_the_help(String line, String message) {
        assertEquals(2, run(line.split(" ", -1)));
        assertEquals(message, err.toString(UTF_8).lines().findFirst().orElseThrow());
        assertTrue(err.toString(UTF_8).contains("Serves fitted models by HTTP."));
    }

    @Test
    void an_address_that_others_reach_needs_the_token(@TempDir Path folder) {
        Path file = folder.resolve("survival.keras4j");
        Survival.model(1).save(file);
        assertEquals(1, run(file.toString(), "--engine", "onnx", "--host", "0.0.0.0", "--port", "0"));
        assertTrue(
                err.toString(UTF_8).startsWith("Serving: a server at 0.0.0.0 must have a token or a filter"),
                () -> err.toString(UTF_8));
    }

    @Test
    void a_file_that_is_missing_is_named(@TempDir Path folder) {
        assertEquals(1, run(folder.resolve("none.keras4j").toString(), "--engine", "onnx"));
        assertTrue(err.toString(UTF_8).contains("none.keras4j"), () -> err.toString(UTF_8));
    }

    @Test
    @Tag("slow")
    void an_engine_that_is_not_on_the_class_path_is_named(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("survival.keras4j");
        Survival.model(1).save(file);
        assertEquals(
                "serve: the engine keras must be on the class path, got none; add keras4j",
                withoutEngines(file, "keras"));
        assertEquals(
                "serve: the engine onnx must be on the class path, got none; add keras4j-onnx",
                withoutEngines(file, "onnx"));
    }

    private static String withoutEngines(Path file, String engine) throws Exception {
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
                .filter(entry -> !entry.matches(".*(/java/onnx/|/java/keras4j/|/jep-|/keras4j-onnx-|/keras4j-[0-9]).*"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        ServeCommand.class.getName(),
                        file.toString(),
                        "--engine",
                        engine,
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertEquals(1, process.waitFor(), printed);
        return printed;
    }
}
