package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One JVM keeps a model in five ways, another takes it up. */
class SavingModelsIT {
    @Test
    void a_second_jvm_predicts_the_same_from_all_that_the_first_has_kept() throws Exception {
        String printed = Printed.by(() -> SavingModels.main(new String[0]));
        List<MatchResult> all = Pattern.compile("(?m)^(\\w+) +(\\[.*, .*, .*])$")
                .matcher(printed)
                .results()
                .toList();
        List<String> ways = all.stream().map(each -> each.group(1)).toList();
        assertEquals(List.of("fitted", "serialised", "JSON", "database", "bundle", "store"), ways, printed);
        assertEquals(1, all.stream().map(each -> each.group(2)).distinct().count(), printed);
        assertTrue(
                printed.contains("model       my_mlp in my_mlp.keras4j\nsigned      Ed25519, not verified\n"), printed);
        assertTrue(printed.contains("Samples differ by at most 0.0\nSlimmed my_mlp: "), printed);
        assertTrue(printed.strip().endsWith(", 1 live models"), "it was restored once: " + printed);
    }
}
