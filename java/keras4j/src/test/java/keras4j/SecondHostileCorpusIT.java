package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.python.PythonException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of a second hostile corpus, made without knowledge of the rules but for its vocabularies: all but harmless files
 * are refused.
 */
@Tag("jax")
class SecondHostileCorpusIT {
    private static final long SECOND = 1_000_000_000;
    private static final long MOST_BYTES = 200L << 20;
    private static final int HOSTILE = 485;
    private static final int CONTROLS = 16;
    private static final int MUTANTS = 2_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final String POISON = "well-formed: only its origin tells";
    private static final String ANEW = "Keras begins the optimizer's state anew";

    /** Files that are read, and the reason why they are harmless. */
    private static final Map<String, String> READ = new TreeMap<>(Map.of(
            "i_negative_variance", POISON,
            "i_negative_second_moment", POISON,
            "i_state_rate", POISON,
            "i_swapped_cells", POISON,
            "i_zero_scale", POISON,
            "i_no_state", ANEW,
            "i_state_sgd", ANEW,
            "i_state_short", ANEW,
            "j_tiny_exponent", "nothing but a 0, which Java writes as one"));

    /** Files that Java reads, and Python refuses before any computation. */
    private static final List<String> LATER = List.of("c_repeat_steps", "c_resizing");

    @TempDir
    static Path folder;

    private static List<JsonNode> index = List.of();

    @BeforeAll
    static void make() throws Exception {
        PlainPython.module("blind", folder);
        JsonNode all = new JsonMapper().readTree(folder.resolve("index.json").toFile());
        index = StreamSupport.stream(all.spliterator(), false).toList();
    }

    private static Stream<String> files(boolean hostile) {
        return index.stream()
                .filter(each -> each.path("hostile").asBoolean() == hostile)
                .map(each -> each.path("file").asText());
    }

    @Test
    void the_corpus_is_whole() throws IOException {
        assertEquals(HOSTILE, files(true).distinct().count());
        assertEquals(CONTROLS, files(false).distinct().count());
        try (Stream<Path> made = Files.list(folder)) {
            assertEquals(
                    HOSTILE + CONTROLS,
                    made.filter(file -> file.toString().endsWith(".keras")).count());
        }
    }

    @Test
    void what_is_genuine_is_read_and_loaded() {
        try (Keras keras = Keras.open()) {
            int loaded = 0;
            for (String file : files(false).toList()) {
                Fitted fitted = keras.load(KerasFile.read(folder.resolve(file)));
                loaded += keras.network(fitted).layers().isEmpty() ? 0 : 1;
            }
            assertEquals(CONTROLS, loaded);
        }
    }

    @Test
    void the_file_that_hostile_vocabularies_begin_with_is_read() {
        KerasFile texts = KerasFile.read(Path.of("..", "..", "python", "tests", "blind", "texts.keras"));
        assertEquals(texts, KerasFile.of(texts.toBytes()));
    }

    @Test
    void what_is_hostile_is_refused_by_a_rule_at_once_and_for_little_memory() {
        KerasFile.read(folder.resolve(files(false).findFirst().orElseThrow()));
        List<String> read = files(true)
                .filter(file -> !refused(folder.resolve(file)))
                .map(file -> file.replace(".keras", ""))
                .sorted()
                .toList();
        assertEquals(
                Stream.concat(READ.keySet().stream(), LATER.stream()).sorted().toList(), read);
    }

    private static boolean refused(Path file) {
        long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        long began = THREADS.getCurrentThreadCpuTime();
        boolean refused = false;
        try {
            KerasFile.read(file);
        } catch (ArchiveException by) {
            refused = by.rule().isPresent();
        }
        long took = THREADS.getCurrentThreadCpuTime() - began;
        allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
        assertTrue(took < SECOND, file + " " + took + " ns");
        assertTrue(allocated < MOST_BYTES, file + " " + allocated + " bytes");
        return refused;
    }

    @Test
    void what_is_genuine_but_for_a_place_or_two_is_read_whole_or_refused_and_never_otherwise() throws IOException {
        ConfigMutants mutants = new ConfigMutants(5);
        List<byte[]> genuine = new ArrayList<>();
        for (String file : files(false).toList()) {
            genuine.add(Files.readAllBytes(folder.resolve(file)));
        }
        int read = 0;
        for (int mutant = 0; mutant < MUTANTS; mutant++) {
            try {
                KerasFile file = KerasFile.of(mutants.of(genuine.get(mutant % CONTROLS)));
                assertFalse(file.program().source().isEmpty());
                assertFalse(file.inputs().isEmpty() && file.layers().isEmpty() && file.compiled());
                read++;
            } catch (ArchiveException refused) {
                assertFalse(String.valueOf(refused.getMessage()).isEmpty());
            }
        }
        assertTrue(read > MUTANTS / 10 && read < MUTANTS / 2, read + " were read");
    }

    @Test
    void what_is_read_touches_nothing_else_when_plain_python_loads_it() throws Exception {
        Files.write(
                folder.resolve("audited.txt"),
                READ.keySet().stream().map(name -> name + ".keras").toList());
        PlainPython.module("audited", folder);
        assertEquals(
                String.valueOf(READ.size()),
                Files.readString(folder.resolve("python.log"))
                        .lines()
                        .reduce((a, b) -> b)
                        .orElse(""));
    }

    @Test
    void what_would_compute_too_much_is_refused_when_it_is_loaded() {
        try (Keras keras = Keras.open()) {
            for (String name : LATER) {
                KerasFile file = KerasFile.read(folder.resolve(name + ".keras"));
                ArchiveException refused = assertThrows(ArchiveException.class, () -> keras.load(file));
                assertEquals(ValidationRule.SIZE_OUTPUT, refused.rule().orElseThrow());
                String message = String.valueOf(refused.getMessage());
                assertTrue(message.contains("output must have at most 268435456 numbers a row"), message);
                assertTrue(refused.getCause() instanceof PythonException);
            }
        }
    }
}
