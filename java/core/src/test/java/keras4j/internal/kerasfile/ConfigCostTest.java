package keras4j.internal.kerasfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the largest configurations are refused within a second of processor time, with a short message. */
class ConfigCostTest {
    /** Processor time in nanoseconds that ends a reading whose cost grows too fast, on a busy machine. */
    private static final long MAX_NANOS = 4_000_000_000L;

    private static final int MAX_MESSAGE = 3_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Large(String what, ValidationRule rule, String values) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static String list(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String object(String module, String name, String config) {
        return "{\"module\": \"" + module + "\", \"class_name\": \"" + name + "\", \"config\": " + config
                + ", \"registered_name\": null}";
    }

    static List<Large> large() {
        String word = "Denze".repeat(18);
        return List.of(
                new Large(
                        "19,000 unknown classes",
                        ValidationRule.CONFIG_CLASS,
                        list(19_000, i -> object("keras.layers", word + i, "{}"))),
                new Large(
                        "19,000 unknown functions",
                        ValidationRule.CONFIG_FUNCTION,
                        "null, \"activation\": "
                                + list(19_000, i -> object("keras.activations", "function", "\"" + word + i + "\""))),
                new Large("3,000,000 numbers", ValidationRule.JSON_FORM, list(3_000_000, i -> "0.5")),
                new Large("600,000 pairs", ValidationRule.JSON_FORM, list(600_000, i -> "[1, 2]")),
                new Large("1,000,000 numbers", ValidationRule.CONFIG_VALUE, list(1_000_000, i -> "0.5")));
    }

    private static byte[] file(Large large) {
        String dense = KerasFiles.DENSE
                .replaceFirst("\"activation\": [^,}]*[,]?", "")
                .replace("\"name\": \"head\"", "\"name\": \"head\", \"bias_constraint\": " + large.values());
        return KerasFiles.file(KerasFiles.model(KerasFiles.INPUT, dense));
    }

    @ParameterizedTest
    @MethodSource("large")
    void a_large_configuration_is_refused_at_once(Large large) {
        byte[] file = file(large);
        long began = THREADS.getCurrentThreadCpuTime();
        ArchiveException refused =
                assertThrows(ArchiveException.class, () -> CheckedModel.read("large", file, List.of()));
        long took = THREADS.getCurrentThreadCpuTime() - began;
        assertEquals(large.rule(), refused.rule().orElseThrow(), refused.getMessage());
        assertTrue(took < MAX_NANOS, large + " " + took + " ns");
        assertTrue(String.valueOf(refused.getMessage()).length() < MAX_MESSAGE);
    }

    @Test
    void one_unknown_class_still_has_its_hint_and_several_have_none() {
        String one = object("keras.layers", "Denze", "{}");
        assertTrue(message(one).endsWith("got keras.layers.Denze; did you mean keras.layers.Dense?"), message(one));
        String two = "[" + one + ", " + object("keras.layers", "Other", "{}") + "]";
        assertTrue(message(two).endsWith("got keras.layers.Denze, keras.layers.Other"), message(two));
    }

    private static String message(String values) {
        byte[] file = file(new Large("", ValidationRule.CONFIG_CLASS, values));
        return String.valueOf(assertThrows(ArchiveException.class, () -> CheckedModel.read("file", file, List.of()))
                .getMessage());
    }
}
