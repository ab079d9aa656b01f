package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import keras4j.internal.catalogue.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The locks pin a Keras in which every known hole is closed; no environment with another Keras is used. */
class KerasVersionFloorTest {
    /** Security fixes: the defect, the first fixed version, and the first fixed one of the maintained 3.12 line. */
    private static final String[][] FIXED = {
        {"CVE-2024-3660", "2.13.0", "3.12.0"},
        {"CVE-2025-1550", "3.9.0", "3.12.0"},
        {"CVE-2025-8747", "3.11.0", "3.12.0"},
        {"CVE-2025-9906", "3.11.0", "3.12.0"},
        {"CVE-2025-9905", "3.11.3", "3.12.0"},
        {"CVE-2025-49655", "3.11.3", "3.12.0"},
        {"CVE-2025-12058", "3.12.0", "3.12.0"},
        {"CVE-2025-12060", "3.12.0", "3.12.0"},
        {"CVE-2025-12638", "3.12.0", "3.12.0"},
        {"CVE-2026-0897", "3.13.2", "3.12.1"},
        {"CVE-2026-1669", "3.13.2", "3.12.1"},
        {"CVE-2026-1462", "3.13.2", "3.12.1"},
        {"GHSA-hqp4-2352-xf5r", "3.14.0", "3.12.4"},
        {"CVE-2026-12479", "3.15.0", "3.12.4"},
        {"CVE-2026-12481", "3.15.0", "3.12.4"},
        {"CVE-2026-12570", "3.15.0", "3.12.4"},
        {"keras pull requests 23101 and 23168", "3.15.1", "3.12.4"},
    };

    private static List<String> open(String version) {
        return Arrays.stream(FIXED)
                .filter(row -> before(version, version.startsWith("3.12.") ? row[2] : row[1]))
                .map(row -> row[0])
                .toList();
    }

    private static boolean before(String one, String two) {
        return Arrays.compare(numbers(one), numbers(two)) < 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jax", "tensorflow"})
    void the_locked_keras_has_no_known_hole_and_is_the_one_of_the_catalogue(String backend) throws IOException {
        Path lock = Path.of("..", "..", "python", "locks", backend + ".lock");
        String pin = Files.readAllLines(lock).stream()
                .filter(line -> line.startsWith("keras=="))
                .findFirst()
                .orElseThrow()
                .replaceAll("keras==([0-9.]+).*", "$1");
        assertEquals(List.of(), open(pin));
        assertEquals(Catalogue.keras().version(), pin);
    }

    @Test
    void other_versions_have_holes() {
        assertEquals(17, open("2.12.0").size());
        assertEquals(11, open("3.11.2").size() - 2);
        assertEquals(List.of("keras pull requests 23101 and 23168"), open("3.15.0"));
        assertEquals(5, open("3.12.3").size());
        assertEquals(List.of(), open("3.12.4"));
        assertEquals(5, open("3.13.2").size());
    }
}
