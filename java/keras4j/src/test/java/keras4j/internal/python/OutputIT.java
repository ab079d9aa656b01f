package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Test that Python's output goes to the logger {@code keras4j.python.output}. */
class OutputIT {
    private static final String LINE = "[keras4j-train] INFO keras4j.python.output - ";

    /** Returns the log output (slf4j-simple, on System.err) while a source runs. */
    private static List<String> logged(String source) {
        PythonTrial.python();
        PrintStream before = System.err;
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        System.setErr(new PrintStream(taken, true, StandardCharsets.UTF_8));
        try {
            PythonTrial.run(source);
        } finally {
            System.setErr(before);
        }
        return taken.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void standard_output_goes_to_the_log_line_by_line() {
        assertEquals(List.of(LINE + "one", LINE + "two"), logged("print('one')\nprint('two')"));
    }

    @Test
    void standard_error_and_warnings_go_to_the_log() {
        assertEquals(
                List.of(LINE + "on stderr", LINE + "given.py:3: UserWarning: mind this"),
                logged("import sys, warnings\nprint('on stderr', file=sys.stderr)\nwarnings.warn('mind this')"));
    }

    @Test
    void loggers_of_python_that_were_made_while_keras_was_imported_go_to_the_log() {
        assertEquals("[]", PythonTrial.run("""
                                import logging, sys
                                names = [None, *logging.root.manager.loggerDict]
                                handlers = {h for name in names for h in logging.getLogger(name).handlers}
                                streams = {getattr(h, "stream", None) for h in handlers}
                                result = [str(s) for s in streams if s in (sys.__stdout__, sys.__stderr__) and s]
                                """).toString());
    }

    @Test
    @Tag("once")
    void half_a_line_waits_for_its_end_or_for_a_flush() {
        assertEquals(
                List.of(LINE + "half and half", LINE + "flushed"),
                logged("print('half', end=' ')\nprint('and half')\nprint('flushed', end='', flush=True)"));
    }

    @Test
    @Tag("once")
    void emoji_nul_and_half_a_surrogate_pair_are_lines_too() {
        assertEquals(
                List.of(LINE + "a\u00e9\ud83d\ude00b\0c", LINE + "half: ?."),
                logged("print('a\\u00e9\\U0001F600b\\0c')\nprint('half: \\ud83d.')"));
    }

    @Test
    @Tag("once")
    void a_line_of_a_million_characters_is_one_line() {
        assertEquals(
                LINE.length() + 1_000_000,
                logged("print('x' * 1_000_000)").get(0).length());
    }

    @Test
    @Tag("once")
    void the_streams_answer_as_streams_do() {
        assertEquals(
                "[1,2,false,true,\"utf-8\"]",
                PythonTrial.run("import sys\nresult = [sys.stdout.fileno(), sys.stderr.fileno(), sys.stdout.isatty(),"
                                + " sys.stdout.writable(), sys.stdout.encoding]")
                        .toString());
    }

    @Test
    void what_java_prints_while_keras_is_imported_stays_on_standard_error_and_nothing_is_added() throws Exception {
        Forked.Outcome outcome = Forked.of(Printing.class).run();
        assertEquals("0", outcome.status(), outcome::err);
        List<String> lines = outcome.err()
                .lines()
                .filter(line -> !line.contains("] INFO keras4j"))
                .toList();
        int count = Integer.parseInt(outcome.out().strip());
        assertTrue(count > 20, outcome::out);
        assertEquals(IntStream.range(0, count).mapToObj(i -> "line " + i).toList(), lines);
    }

    /** Program that prints to standard error while it opens Python. */
    static final class Printing {
        private Printing() {}

        public static void main(String[] arguments) throws InterruptedException {
            Thread start = new Thread(PythonTrial::join);
            start.start();
            int count = 0;
            do {
                System.err.println("line " + count++);
                start.join(5);
            } while (start.isAlive());
            System.out.println(count);
        }
    }
}
