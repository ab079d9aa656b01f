package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import keras4j.environment.Settings;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.environment.Environments;
import keras4j.internal.environment.JvmPlatform;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.internal.python.Python.Work;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Test of programs that could crash or disturb a JVM with Python in it, each in a JVM of its own.
 *
 * <p>They run on the JDK of the build, or on the one that the system property {@code keras4j.test.jdk} names. The build
 * sets it if there is a second JDK, to cover the restrictions of newer versions.
 */
class HostileIT {
    private static final Path JDK = Path.of(System.getProperty("keras4j.test.jdk", System.getProperty("java.home")));

    private static Forked forked(Class<?> main, String... arguments) throws IOException {
        Forked forked = Forked.on(JDK, main, arguments);
        return feature() >= 24 ? forked.option("--illegal-native-access=deny") : forked;
    }

    private static int feature() throws IOException {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(JDK.resolve("release"))) {
            release.load(in);
        }
        return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", ""))
                .feature();
    }

    private static Forked.Outcome ended(Forked forked) throws IOException, InterruptedException {
        Forked.Outcome outcome = forked.run();
        assertEquals("0", outcome.status(), () -> outcome.out() + outcome.err());
        return outcome;
    }

    @Test
    void nothing_is_printed_by_importing_keras_fitting_and_predicting() throws Exception {
        Forked.Outcome outcome = ended(forked(Fitting.class)
                .option(
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-Dorg.slf4j.simpleLogger.log.keras4j.python.output=off"));
        assertEquals("ready\n", outcome.out());
        // The JVM itself reports this variable if it is set.
        assertEquals("", outcome.err().replaceAll("Picked up JAVA_TOOL_OPTIONS: .*\\n", ""));
    }

    @Test
    @Tag("once")
    void an_environment_meant_for_other_pythons_changes_nothing() throws Exception {
        ended(forked(Fitting.class)
                .variable("LC_ALL", "C")
                .variable("PYTHONHOME", "/nowhere")
                .variable("PYTHONPATH", "/nowhere/either")
                .variable("PYTHONFAULTHANDLER", "1")
                .variable("PYTHONDEVMODE", "1")
                .variable("PYTHONOPTIMIZE", "2")
                .variable("PYTHONIOENCODING", "ascii")
                .variable("KERAS_BACKEND", "numpy"));
    }

    @Test
    void a_null_check_that_the_jvm_makes_by_a_page_fault_is_no_crash_after_faulthandler_enable() throws Exception {
        ended(forked(Faults.class));
    }

    @Test
    @Tag("once")
    void a_recursion_of_3000_calls_through_native_code_fits_the_stack() throws Exception {
        ended(forked(Recursion.class));
    }

    @Test
    @Tag("once")
    void a_second_class_loader_that_opens_python_is_told_what_to_do() throws Exception {
        assertTrue(ended(forked(SecondLoader.class))
                .out()
                .contains("if that was keras4j in another class loader, load both in a common parent class loader."));
    }

    @Test
    @Tag("once")
    void another_libpython_than_the_one_that_was_chosen_is_an_error_and_stays_one() throws Exception {
        ended(forked(WrongPython.class));
    }

    @Test
    void exactly_one_libpython_is_mapped() {
        PythonTrial.python();
        assertEquals(
                1, JvmPlatform.pythons().size(), () -> JvmPlatform.pythons().toString());
    }

    /** Program that fits, predicts, and writes a file with a non-ASCII name. */
    static final class Fitting {
        private Fitting() {}

        public static void main(String[] arguments) {
            Python python = PythonTrial.python();
            PythonReply reply = python.call(Work.TRAINING, Net.fit(2), CallListener.NONE, Deadline.NONE);
            long model = reply.value().path("model").asLong();
            python.predictor(model, Net.INPUTS, Net.OUTPUTS).predict(new TestRows(3), Deadline.NONE);
            String text = PythonTrial.run("""
                            import pathlib, sys, tempfile
                            with tempfile.TemporaryDirectory() as folder:
                                file = pathlib.Path(folder) / "gr\\u00f6\\u00dfe \\U0001F600.txt"
                                file.write_text("\\u00fcber \\U0001F600")
                                names = [path.name for path in pathlib.Path(folder).iterdir()]
                                result = names + [file.read_text(), sys.getfilesystemencoding(), sys.flags.dev_mode]
                            """).toString();
            require("[\"größe 😀.txt\",\"über 😀\",\"utf-8\",false]", text);
            System.out.println("ready");
        }
    }

    /** Program that enables Python's fault handler, then has the JVM catch many page faults of its own. */
    static final class Faults {
        private Faults() {}

        public static void main(String[] arguments) {
            PythonTrial.run(
                    "import faulthandler, sys\nfaulthandler.enable()\nfaulthandler.enable(file=sys.__stderr__)\n"
                            + "faulthandler.register(10)\nfaulthandler.dump_traceback_later(1)");
            int caught = 0;
            for (int i = 0; i < 200_000; i++) {
                try {
                    caught += length(i % 100 == 0 ? null : "text") > 0 ? 0 : 1;
                } catch (NullPointerException expected) {
                    caught++;
                }
            }
            require("2000", Integer.toString(caught));
        }

        @SuppressWarnings({"NullAway", "DataFlowIssue"}) // The fault is the point.
        private static int length(@Nullable String text) {
            return text.length();
        }
    }

    /** Program that recurses through C, on the lane. */
    static final class Recursion {
        private Recursion() {}

        public static void main(String[] arguments) {
            String depth = PythonTrial.run("""
                            import functools, sys
                            sys.setrecursionlimit(3000)
                            def down(depth):
                                try:
                                    return max(depth, max(map(down, [depth + 1])))
                                except RecursionError:
                                    return depth
                            result = down(0)
                            """).toString();
            if (Integer.parseInt(depth) < 900) {
                throw new AssertionError("no deeper than " + depth);
            }
        }
    }

    /** Program that opens Python in a second class loader of the same JVM. */
    static final class SecondLoader {
        private SecondLoader() {}

        public static void main(String[] arguments) throws Exception {
            PythonTrial.join();
            URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(SecondLoader::url)
                    .toArray(URL[]::new);
            try (URLClassLoader second = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
                var join = second.loadClass(PythonTrial.class.getName()).getDeclaredMethod("join");
                join.setAccessible(true);
                join.invoke(null);
                throw new AssertionError("the second class loader has opened Python");
            } catch (InvocationTargetException refused) {
                System.out.println(String.valueOf(refused.getCause()));
            }
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Program that starts with a Jep that was built for another Python than the chosen one. */
    static final class WrongPython {
        private WrongPython() {}

        public static void main(String[] arguments) {
            PythonEnvironment right = Environments.resolve(Settings.defaults(), PythonTrial.BACKEND);
            PythonEnvironment wrong = new PythonEnvironment(
                    right.executable(),
                    "3.99.0",
                    Path.of("/opt/libpython3.99.so.1.0"),
                    right.jepLibrary(),
                    right.jepVersion(),
                    right.versions(),
                    right.accelerator(),
                    right.origin(),
                    null);
            String first = refusal(wrong);
            require(
                    "Keras.open: the native half of Jep must load /opt/libpython3.99.so.1.0, got "
                            + JvmPlatform.pythons() + "; run `doctor`, and let keras4j build the environment",
                    first);
            require(
                    "Keras.open: Python could not be started in this JVM before (" + first + "); start a new JVM",
                    refusal(right));
        }

        private static String refusal(PythonEnvironment environment) {
            try {
                Python.embedded(
                        PythonTrial.BACKEND,
                        Settings.defaults(),
                        () -> Catalogue.keras().calls(),
                        () -> environment);
                return "none";
            } catch (IllegalStateException refused) {
                return String.valueOf(refused.getMessage());
            }
        }
    }

    private static void require(String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", got " + actual);
        }
    }
}
