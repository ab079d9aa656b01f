package keras4j.internal.python;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keras4j.environment.Settings;
import keras4j.internal.python.Python.Work;
import keras4j.python.PythonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test that Python exceptions arrive complete and never end the JVM. */
class ErrorsIT {
    private static PythonException raised(String source) {
        return assertThrows(PythonException.class, () -> PythonTrial.run(source));
    }

    @Test
    void an_exception_has_its_type_its_words_its_notes_and_its_traceback() {
        PythonException raised = raised("""
                def inner():
                    error = OSError(2, "No such file", "/x")
                    error.add_note("first note")
                    error.add_note("second note")
                    raise error
                inner()
                """);
        assertEquals("FileNotFoundError", raised.type());
        assertEquals("[Errno 2] No such file: '/x'\nfirst note\nsecond note", raised.text());
        assertEquals("trial: FileNotFoundError: " + raised.text(), raised.getMessage());
        assertTrue(raised.traceback().startsWith("Traceback (most recent call last):\n"), raised.traceback());
        assertTrue(raised.traceback().contains("given.py\", line 5, in inner"), raised.traceback());
        assertNull(raised.getCause());
    }

    @Test
    void python_s_frames_come_first_in_the_stack_trace_innermost_first() {
        PythonException raised = raised("def inner():\n    raise KeyError('k')\ninner()");
        StackTraceElement[] trace = raised.getStackTrace();
        assertEquals(new StackTraceElement("python", "inner", "given.py", 2), trace[0]);
        assertEquals(new StackTraceElement("python", "<module>", "given.py", 3), trace[1]);
        assertEquals(OptionalInt.of(2), raised.line("given.py"));
        assertTrue(
                List.of(trace).stream().anyMatch(frame -> frame.getClassName().equals(JepBridge.class.getName())));
    }

    @Test
    void causes_and_contexts_become_the_chain_of_causes() {
        PythonException raised = raised("""
                try:
                    try:
                        1 / 0
                    except ZeroDivisionError:
                        {}["missing"]
                except KeyError as error:
                    raise ValueError("wrapped") from error
                """);
        Throwable cause = requireNonNull(raised.getCause());
        Throwable context = requireNonNull(cause.getCause());
        assertEquals("trial: ValueError: wrapped", raised.getMessage());
        assertEquals("KeyError: 'missing'", cause.getMessage());
        assertEquals("ZeroDivisionError: division by zero", context.getMessage());
    }

    @Test
    void a_suppressed_context_is_no_cause() {
        assertNull(raised("try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('alone') from None")
                .getCause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sys.exit()", "sys.exit(3)", "sys.exit('text')", "raise SystemExit", "exit()"})
    void sys_exit_is_an_exception_like_any_other_and_the_jvm_lives(String exit) {
        assertEquals("SystemExit", raised("import sys\n" + exit).type());
        assertEquals(1, PythonTrial.run("result = 1").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"KeyboardInterrupt", "GeneratorExit", "MemoryError", "StopIteration"})
    void exceptions_outside_of_exception_are_data_too(String type) {
        assertEquals("trial: " + type, raised("raise " + type).getMessage());
    }

    @Test
    void an_exception_whose_text_can_t_be_made_says_so() {
        PythonException raised = raised(
                "class Odd(Exception):\n    def __str__(self):\n        raise TypeError('no text')\nraise Odd()");
        assertEquals("<Odd whose text could not be made: TypeError('no text')>", raised.text());
    }

    @Test
    void an_exception_whose_parts_are_broken_still_arrives() {
        assertEquals("Odd", raised("""
                class Odd(Exception):
                    __notes__ = 7
                raise Odd("words")
                """).type());
        assertEquals("words\n<a note whose text could not be made>", raised("""
                class Note:
                    def __str__(self):
                        raise TypeError
                error = ValueError("words")
                error.__notes__ = [Note()]
                raise error
                """).text());
    }

    @Test
    void emoji_and_nul_and_half_a_surrogate_pair_survive_in_messages() {
        assertEquals(
                "a😀b\0c\ud83d",
                raised("raise ValueError('a\\U0001F600b\\0c\\ud83d')").text());
    }

    @Test
    void emoji_and_nul_and_half_a_surrogate_pair_survive_in_arguments_and_results() {
        String odd = "a😀b\0c\ud83d\"\\\n";
        PythonRequest request = new PythonRequest(
                "trial",
                PythonRequest.empty().put("source", "result = request['odd']").put("odd", odd),
                List.of(),
                "trial");
        assertEquals(
                odd,
                PythonTrial.python()
                        .call(Work.TRAINING, request, CallListener.NONE, Deadline.NONE)
                        .value()
                        .asText());
    }

    @Test
    void an_unknown_function_and_a_result_that_is_no_json_are_exceptions() {
        PythonRequest unknown = PythonRequest.of("no_such", PythonRequest.empty(), "trial");
        assertEquals(
                "trial: KeyError: 'no_such'",
                assertThrows(PythonException.class, () -> PythonTrial.python()
                                .call(Work.TRAINING, unknown, CallListener.NONE, Deadline.NONE))
                        .getMessage());
        assertEquals(
                "trial: TypeError: Object of type object is not JSON serializable",
                raised("result = object()").getMessage());
    }

    @Test
    void an_endless_recursion_is_a_recursion_error() {
        assertEquals("RecursionError", raised("def f():\n    f()\nf()").type());
    }

    @Test
    void an_exception_inside_a_layer_s_call_names_the_layer() {
        String hidden = "keras.layers.Dense(16, name=\"hidden\"),";
        PythonException raised = raised("""
                import numpy
                from keras4j_runtime import programs
                model = programs.load(%s, "net.py").build()
                model(numpy.zeros((2, 5), "float32"))
                """.formatted(literal(Net.program(1, hidden))));
        assertEquals(Optional.of("hidden"), raised.layer());
        assertEquals("ValueError", raised.type());
    }

    @Test
    void an_exception_of_a_layer_s_constructor_is_found_by_the_program_s_line() {
        PythonRequest fit = PythonTrial.fit(
                Net.program(1, "keras.layers.Dense(-1, name=\"hidden\"),"), Net.rows(16), Net.codes(16), Net.CLASSES);
        PythonException raised = assertThrows(PythonException.class, () -> PythonTrial.python()
                .call(Work.TRAINING, fit, CallListener.NONE, Deadline.NONE));
        assertEquals("ValueError", raised.type());
        assertEquals(OptionalInt.of(9), raised.line("net.py"));
    }

    @Test
    void an_exception_of_a_layer_that_can_t_take_the_shape_is_found_by_layer_or_line() {
        String hidden = "keras.layers.Conv2D(4, 3, name=\"hidden\"),";
        PythonRequest fit = PythonTrial.fit(Net.program(1, hidden), Net.rows(16), Net.codes(16), Net.CLASSES);
        PythonException raised = assertThrows(PythonException.class, () -> PythonTrial.python()
                .call(Work.TRAINING, fit, CallListener.NONE, Deadline.NONE));
        assertEquals(Optional.of("hidden"), raised.layer());
    }

    @Test
    void a_number_that_is_dead_is_gone_in_every_function() {
        Python python = PythonTrial.python();
        PythonRequest evaluate =
                PythonRequest.of("evaluate", PythonRequest.empty().put("model", 999_999), "evaluation");
        assertEquals(
                "no live object has the number 999999",
                assertThrows(
                                StaleHandleException.class,
                                () -> python.call(Work.PREDICTION, evaluate, CallListener.NONE, Deadline.NONE))
                        .getMessage());
        CompiledModel dead = python.predictor(999_999, Net.INPUTS, Net.OUTPUTS);
        assertThrows(StaleHandleException.class, () -> dead.predict(new TestRows(1), Deadline.NONE));
        PythonArray out = PythonArray.zeros("float32", 200, Net.CLASSES);
        assertThrows(
                StaleHandleException.class, () -> dead.predict(List.of(Net.rows(200)), List.of(out), Deadline.NONE));
    }

    @Test
    void another_backend_in_the_same_jvm_is_an_error_that_names_both() {
        String here = PythonTrial.python().backend();
        String other = here.equals("jax") ? "tensorflow" : "jax";
        assertEquals(
                "Keras.open: this JVM runs Keras on " + here + " already, got " + other
                        + "; one process has one backend, use a second JVM for the other",
                assertThrows(
                                IllegalStateException.class,
                                () -> Python.embedded(other, Settings.defaults(), List::of, () -> {
                                    throw new AssertionError("no environment is needed");
                                }))
                        .getMessage());
    }

    private static String literal(String source) {
        return "'''" + source + "'''";
    }
}
