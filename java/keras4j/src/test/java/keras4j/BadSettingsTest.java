package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
}
