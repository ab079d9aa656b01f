package keras4j.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hostile file is refused by the rule that is meant for it, at once and for little memory. */
class HostileTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MOST_BYTES = 200L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MODELS_MADE = 486;
    private static final List<Hostile> MODELS = Hostile.models();

    static Stream<Hostile> models() {
        return MODELS.stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_hostile_model_is_refused_by_its_rule(Hostile hostile) {
        long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        long began = THREADS.getCurrentThreadCpuTime();
        ArchiveException refused = assertThrows(
                ArchiveException.class, () -> ForeignModel.read("hostile", hostile.bytes(), List.of()));
        long took = THREADS.getCurrentThreadCpuTime() - began;
        allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
        assertEquals(hostile.rule(), refused.rule().orElseThrow(), refused.getMessage());
        assertTrue(took < SECOND, took + " ns");
        assertTrue(allocated < MOST_BYTES, allocated + " bytes");
    }

    /** The rules that a {@code .keras} file can break. */
    static Stream<Rule> rules() {
        return EnumSet.range(Rule.ZIP_END, Rule.SIZE_ARGUMENT).stream();
    }

    /** Not refused: read, or broken where nothing was meant to break. */
    private static boolean passes(Hostile hostile, Rules rules) {
        try {
            ForeignModel.read(hostile.bytes(), List.of(), rules);
            return true;
        } catch (ArchiveException refused) {
            return false;
        } catch (RuntimeException | StackOverflowError broken) {
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void without_a_rule_something_hostile_gets_in(Rule rule) {
        Rules fewer = Rules.of("hostile").without(rule);
        assertTrue(models().filter(hostile -> hostile.rule() == rule).anyMatch(hostile -> passes(hostile, fewer)));
    }

    @Test
    void the_corpus_is_whole() {
        assertEquals(MODELS_MADE, MODELS.size());
        assertEquals(MODELS_MADE, MODELS.stream().map(Hostile::toString).distinct().count());
        assertEquals(MODELS_MADE, MODELS.stream().map(hostile -> HexFormat.of().formatHex(sum(hostile.bytes()))).distinct().count());
        byte[] base = KerasFiles.file(KerasFiles.model(KerasFiles.INPUT, KerasFiles.DENSE));
        assertEquals("net", ForeignModel.read("base", base, List.of()).config().name());
        byte[] joined = KerasFiles.file(HostileConfigs.joined());
        assertEquals("net", ForeignModel.read("joined", joined, List.of()).config().name());
    }

    private static byte[] sum(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
