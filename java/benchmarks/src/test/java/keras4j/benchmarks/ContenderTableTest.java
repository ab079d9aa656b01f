package keras4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContenderTableTest {
    private static final Competitor PYTHON = competitor("python");
    private static final Competitor OTHER = competitor("other");

    private static Competitor competitor(String name) {
        return new Competitor(name, "python", false, false, List.of(), Map.of());
    }

    private static ContenderProcess slowdown(double value, double others) {
        return new ContenderProcess(Map.of("slowdown", value), others);
    }

    private static ContenderResults results(Competitor competitor, boolean quick, ContenderProcess... measured)
            throws IOException {
        ContenderResults results = new ContenderResults(competitor, ContenderMode.NEIGHBOUR);
        Iterator<ContenderProcess> next = List.of(measured).iterator();
        while (next.hasNext()) {
            results.add(next::next, quick);
        }
        return results;
    }

    private static List<String> rows(ContenderResults... results) {
        String text = new ContenderTable(List.of(results)).markdown("A machine.");
        assertTrue(text.startsWith("A machine.\n\n## neighbour\n\n| figure | contender |"), text);
        List<String> rows = new ArrayList<>(text.lines().toList());
        return rows.subList(6, rows.size()).stream()
                .map(row -> row.replace("| one row, median beside a busy thread / alone ", ""))
                .toList();
    }

    @Test
    void a_row_has_minimum_median_and_ratio_to_the_reference() throws IOException {
        ContenderResults python = results(PYTHON, false, slowdown(2, 0.01), slowdown(1, 0.02), slowdown(4, 0));
        ContenderResults other = results(OTHER, false, slowdown(3, 0.04));
        assertEquals(
                List.of(
                        "| python | 1.0 | 2.0 | 1.0 × python | 3 (others 2 %) |",
                        "| other | 3.0 | 3.0 | 1.5 × python | 1 (others 4 %) |"),
                rows(python, other));
    }

    @Test
    void a_disturbed_measurement_is_repeated_and_otherwise_left_out() throws IOException {
        ContenderResults repeated = results(PYTHON, false, slowdown(9, 0.5), slowdown(2, 0.05));
        ContenderResults leftOut = results(OTHER, false, slowdown(9, 0.3), slowdown(9, 0.2), slowdown(9, 0.1));
        assertEquals(
                List.of(
                        "| python | 2.0 | 2.0 | 1.0 × python | 1 (others 5 %), 1 left out (others 50 %) |",
                        "| other | - | - | - | 0 (others -), 3 left out (others 30 %) |"),
                rows(repeated, leftOut));
    }

    @Test
    void a_quick_run_keeps_it_and_says_so() throws IOException {
        assertEquals(
                List.of("| other | 9.0 | 9.0 | - | 1 (others 30 %, disturbed) |"),
                rows(results(OTHER, true, slowdown(9, 0.3))));
    }

    @Test
    void an_unknown_argument_is_refused_with_those_that_are_known() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Contenders.requireKnown(List.of("--quick", "wram"), List.of("onnxruntime")))
                .getMessage();
        assertEquals(
                "Contenders: an argument must be one of [--quick, cold, serve, first, warm, crowd, neighbour, memory, "
                        + "onnxruntime], got wram",
                message);
    }

    @Test
    void other_work_is_refused() {
        String loss = assertThrows(
                        IllegalStateException.class, () -> ContenderProcess.requireLearned("djl-pytorch", 2.25))
                .getMessage();
        String answers = assertThrows(
                        IllegalStateException.class, () -> ContenderProcess.requireRight("onnxruntime", 0.25))
                .getMessage();
        assertEquals("Contenders: djl-pytorch: the loss of the first epoch must be less than 1.5, got 2.25", loss);
        assertEquals(
                "Contenders: onnxruntime: the answers must be those of Keras within 1.0E-4, got a difference of 0.25",
                answers);
    }
}
