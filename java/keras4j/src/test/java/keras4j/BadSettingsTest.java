package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.environment.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad arguments of all public methods and constructors of this module that need no session. */
class BadSettingsTest {
    /**
     * Types with verbs, which need a session; the command line, which ends the process; and callbacks, which are called
     * by the library.
     */
    private static final Set<Class<?>> LEFT_OUT = Set.of(
            Keras.class,
            Trainer.class,
            Tuner.class,
            ModelEditor.class,
            keras4j.cli.Main.class,
            keras4j.session.ProgressListener.class);

    @TempDir
    Path folder;

    @Test
    void every_public_method_accepts_a_bad_argument_or_refuses_it_in_our_words() throws Exception {
        ArgumentSweep sweep = new ArgumentSweep(new SessionArguments(folder));
        for (Class<?> type : ArgumentSweep.types(Path.of("target/classes"))) {
            if (!LEFT_OUT.contains(type)) {
                sweep.sweep(type, any -> true);
            }
        }
        System.out.println(sweep);
        assertEquals(List.of(), sweep.faults());
    }

    @Test
    void settings_of_properties_take_what_the_system_properties_take() {
        Map<String, String> properties = Map.of(
                "keras4j.python", "managed",
                "keras4j.cache", folder.toString(),
                "keras4j.offline", "true",
                "keras4j.accelerator", "cuda12",
                "keras4j.own-process", "true",
                "keras4j.silence", "7");
        Settings settings = Settings.of(properties::get);
        assertEquals(
                Settings.of(name -> null)
                        .withPythonSource(Settings.PythonSource.MANAGED)
                        .withCache(folder)
                        .withOffline(true)
                        .withAccelerator(Settings.Accelerator.CUDA12)
                        .withOwnProcess(true)
                        .withSilence(Duration.ofSeconds(7)),
                settings);
    }

    @Test
    void a_property_that_is_no_setting_is_named() {
        assertEquals(
                "Settings: keras4j.silence must be a number of seconds, got soon",
                refusal(Map.of("keras4j.silence", "soon")));
        assertEquals(
                "Settings: keras4j.accelerator must be cpu, cuda12 or cuda13, got \"gpu\"",
                refusal(Map.of("keras4j.accelerator", "gpu")));
    }

    private static String refusal(Map<String, String> properties) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> Settings.of(properties::get))
                .getMessage());
    }
}
