package keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import keras4j.environment.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws InterruptedException {
        Settings settings = Settings.defaults().withPython(Path.of("/none"));
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        settings)
                .run(arguments);
    }

    @Test
    void help_tells_every_command() throws InterruptedException {
        assertEquals(0, run());
        String text = out.toString(StandardCharsets.UTF_8);
        for (String command : new String[] {"doctor", "setup", "python", "help"}) {
            assertTrue(text.contains("\n  " + command + " "), command);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            docter                   | keras4j: command must be doctor or setup or python or help, got docter; did you mean doctor?
            setup --backnd jax       | keras4j: option must be --backend or --accelerator or --dev or --clean or --pack or --class-archive or --, got --backnd; did you mean --backend?
            setup --backend jacks    | keras4j: --backend must be jax or tensorflow, got jacks
            setup --accelerator cuda | keras4j: --accelerator must be cpu or cuda12 or cuda13, got cuda; did you mean cuda12?
            setup --pack env.zip     | keras4j: --pack must be a file name with .tar.gz, got env.zip
            setup --class-archive a  | keras4j: --class-archive must be a file name with .jsa, got a
            setup --backend          | keras4j: --backend must be jax or tensorflow, got nothing
            """)
    void a_wrong_word_is_answered_with_the_nearest_right_one(String line, String message) throws InterruptedException {
        assertEquals(2, run(line.split(" ")));
        assertEquals(
                message,
                err.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"setup", "python"})
    void a_problem_of_the_environment_is_told_in_one_line(String command) throws InterruptedException {
        assertEquals(1, run(command));
        assertEquals(
                "Python /none: it cannot be run (there is no such file). Set keras4j.python to a Python executable or to the folder of a virtual environment.\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_doctor_that_found_something_missing_exits_with_1() throws InterruptedException {
        assertEquals(1, run("doctor"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("  !!  Python /none: it cannot be run"));
    }
}
