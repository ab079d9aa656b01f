package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad arguments of all public methods and constructors of this module. */
@Tag("slow")
class BadArgumentsTest {
    @TempDir
    Path folder;

    @Test
    void every_public_method_accepts_a_bad_argument_or_refuses_it_in_our_words() throws Exception {
        ArgumentSweep sweep = new ArgumentSweep(new CoreArguments(folder));
        for (Class<?> type : ArgumentSweep.types(Path.of("target/classes"))) {
            sweep.sweep(type, any -> true);
        }
        System.out.println(sweep);
        assertEquals(List.of(), sweep.faults());
        ReliabilityFigure.BAD_ARGUMENTS.isAtLeast(sweep.calls());
    }
}
