package keras4j.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Averages of predictions over repeats. */
class MeanPredictionsTest {
    private static List<@Nullable Object> cells(Object... cells) {
        return new ArrayList<>(List.of(cells));
    }

    private static TrialResult repeat(String label, double yes, double number) {
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        columns.put(".pred_class_a", cells(label));
        columns.put(".pred_a_no", cells(1 - yes));
        columns.put(".pred_a_yes", cells(yes));
        columns.put(".pred_a_dose", cells(number));
        columns.put(".row", cells(0L));
        columns.put("a", cells("no"));
        columns.put("a_dose", cells(5.0));
        return new TrialResult(List.of(), List.of(), null, columns);
    }

    @Test
    void the_likeliest_level_is_not_taken_from_the_numbers_of_another_outcome() {
        MeanPredictions means = new MeanPredictions();
        means.add(repeat("no", 0.25, 4));
        means.add(repeat("yes", 0.875, 6));
        Map<String, @Nullable Object> row = means.rows().get(0);
        assertEquals("yes", row.get(".pred_class_a"));
        assertEquals(0.5625, row.get(".pred_a_yes"));
        assertEquals(5.0, row.get(".pred_a_dose"));
        assertEquals("no", row.get("a"));
    }
}
