package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import keras4j.environment.Settings;
import keras4j.python.StoppedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Test that the JVM exits by itself, quickly, with its own exit status, whatever Python is doing. */
class ExitIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest(name = "{0}: exit status {1}")
    @CsvSource({"return, 0", "exit, 42", "term, 143", "halt, 43"})
    void a_jvm_ends_during_a_fit(String way, String status) throws Exception {
        assertEnds(status, way, "fit");
    }

    @ParameterizedTest(name = "{0}: exit status {1}")
    @Tag("once")
    @CsvSource({"return, 0", "exit, 42", "term, 143", "halt, 43"})
    void a_jvm_ends_during_predictions_of_many_threads(String way, String status) throws Exception {
        assertEnds(status, way, "predict");
    }

    @ParameterizedTest(name = "{0}: exit status {1}")
    @Tag("once")
    @CsvSource({"return, 0", "exit, 42", "term, 143"})
    void a_jvm_ends_when_python_is_idle(String way, String status) throws Exception {
        assertEnds(status, way, "idle");
    }

    @ParameterizedTest(name = "{0}: exit status {1}")
    @Tag("once")
    @CsvSource({"return, 0", "exit, 42", "term, 143"})
    void a_jvm_ends_while_keras_is_imported(String way, String status) throws Exception {
        assertEnds(status, way, "open");
    }

    @Test
    @Tag("once")
    void python_s_exit_functions_run_before_the_jvm_ends() throws Exception {
        Forked.Outcome outcome = Forked.of(Ending.class, "exit", "atexit").run();
        assertEquals("42", outcome.status(), outcome::err);
        assertTrue(outcome.out().contains("last words"), outcome.out());
    }

    private static void assertEnds(String status, String way, String work) throws IOException, InterruptedException {
        Forked.Outcome outcome = Forked.of(Ending.class, way, work).run(process -> {
            if (way.equals("term")) {
                process.destroy();
            }
        });
        assertEquals(status, outcome.status(), () -> outcome.out() + outcome.err());
        assertTrue(outcome.sinceReady().compareTo(SOON) <= 0, () -> "took " + outcome.sinceReady());
        List<String> more = outcome.err()
                .lines()
                .filter(line -> !line.contains("] INFO keras4j"))
                .toList();
        assertEquals(List.of(), more);
    }

    /** Program that starts some work, prints that it is ready, and ends in a given way. */
    static final class Ending {
        private Ending() {}

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch working = new CountDownLatch(1);
            Work.valueOf(arguments[1].toUpperCase(Locale.ROOT)).begin(working);
            working.await();
            System.out.println("ready");
            switch (arguments[0]) {
                case "exit" -> System.exit(42);
                case "halt" -> Runtime.getRuntime().halt(43);
                case "term" -> new CountDownLatch(1).await();
                default -> {}
            }
        }
    }

    enum Work {
        IDLE {
            @Override
            void begin(CountDownLatch working) {
                PythonTrial.join();
                working.countDown();
            }
        },
        OPEN {
            @Override
            void begin(CountDownLatch working) {
                daemon(PythonTrial::join);
                daemon(() -> {
                    while (!mapped("numpy")) {
                        Thread.onSpinWait();
                    }
                    working.countDown();
                });
            }
        },
        FIT {
            @Override
            void begin(CountDownLatch working) {
                Python python = PythonTrial.join();
                daemon(() ->
                        python.call(Python.Work.TRAINING, Net.endless(), text -> working.countDown(), Deadline.NONE));
            }
        },
        PREDICT {
            @Override
            void begin(CountDownLatch working) {
                Python python = PythonTrial.join(Settings.defaults().withDrain(Duration.ofMillis(500)));
                long model = python.call(Python.Work.TRAINING, Net.fit(1), CallListener.NONE, Deadline.NONE)
                        .value()
                        .path("model")
                        .asLong();
                CompiledModel predictor = python.predictor(model, Net.INPUTS, Net.OUTPUTS);
                for (int thread = 0; thread < 8; thread++) {
                    daemon(() -> {
                        while (true) {
                            predictor.predict(new TestRows(1), Deadline.NONE);
                            working.countDown();
                        }
                    });
                }
            }
        },
        ATEXIT {
            @Override
            void begin(CountDownLatch working) {
                PythonTrial.run("import atexit, sys\natexit.register(lambda: print('last words'))");
                working.countDown();
            }
        };

        abstract void begin(CountDownLatch working);

        private static boolean mapped(String library) {
            try {
                return Files.readString(Path.of("/proc/self/maps")).contains(library);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private static void daemon(Runnable work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (StoppedException ending) {
                    // Expected: the JVM is ending.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
    }
}
