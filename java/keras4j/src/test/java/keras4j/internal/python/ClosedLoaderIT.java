package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import keras4j.Keras;
import keras4j.SessionFixtures;
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Test that a JVM ends in silence and in order after the class loader of keras4j was closed, as by an undeployment. */
@Tag("once")
class ClosedLoaderIT {
    @ParameterizedTest(name = "{0}, {1}: exit status {2}")
    @CsvSource({
        "in-process, return, 0",
        "in-process, exit, 42",
        "in-process, term, 143",
        "own-process, return, 0",
        "own-process, term, 143"
    })
    void a_jvm_ends_in_silence_after_the_class_loader_was_closed(String mode, String way, String status)
            throws Exception {
        Forked.Outcome outcome = Forked.of(Container.class, mode, way).run(process -> {
            if (way.equals("term")) {
                process.destroy();
            }
        });
        assertEquals(status, outcome.status(), () -> outcome.out() + outcome.err());
        String words = mode.equals("in-process") ? "ready\nlast words\n" : "ready\n";
        assertEquals(words, outcome.out(), outcome::err);
        List<String> more = outcome.err()
                .lines()
                .filter(line -> !line.contains(" INFO keras4j"))
                .toList();
        assertEquals(List.of(), more);
    }

    /** Container that deploys an application in a class loader of its own, undeploys it, and ends. */
    static final class Container {
        private Container() {}

        public static void main(String[] arguments) throws Exception {
            try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
                loader.loadClass(Application.class.getName())
                        .getMethod("run", String.class)
                        .invoke(null, arguments[0]);
            }
            System.out.println("ready");
            switch (arguments[1]) {
                case "exit" -> System.exit(42);
                case "term" -> Thread.currentThread().join();
                default -> {}
            }
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }
    }

    /** Application that leaves its session open. */
    public static final class Application {
        private Application() {}

        public static void run(String mode) {
            boolean own = mode.equals("own-process");
            Keras keras = Keras.open(Backend.chosen(), Settings.defaults().withOwnProcess(own));
            Fitted fitted = keras.fit(SessionFixtures.tiny(1), SessionFixtures.x(), SessionFixtures.y());
            keras.predict(fitted, 1, 2, 3);
            if (!own) {
                PythonTrial.run("import atexit, sys\natexit.register(lambda: print('last words'))");
            }
        }
    }
}
