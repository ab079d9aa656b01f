package keras4j.tune;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import keras4j.expr.Point;
import keras4j.measure.Direction;
import keras4j.tune.Tuned.StopReason;
import org.junit.jupiter.api.Test;

class BayesTest {
    private static Tuned run(Search search) {
        return KnownOptimumSearch.study().search(search).run(Runner.of(KnownOptimumSearch::judge));
    }

    private static Point point(int number) {
        return Point.of("x", number / 100.0).with("y", 1);
    }

    @Test
    void the_sampler_is_told_all_results_before_it_is_asked_again() {
        List<String> asked = new ArrayList<>();
        Tuned tuned = run(Search.bayes(9)
                .initial(Search.points(List.of(point(1), point(2))))
                .batch(3)
                .by((space, direction, tried, count, seed) -> {
                    asked.add(tried.size() + " tried, " + count + " wanted");
                    assertEquals(Direction.MINIMIZE, direction);
                    tried.forEach(each -> assertTrue(each.result() > 1));
                    return List.of(point(10 * tried.size()), point(10 * tried.size() + 1), point(10 * tried.size() + 2))
                            .subList(0, count);
                }));
        assertEquals(List.of("2 tried, 3 wanted", "5 tried, 3 wanted", "8 tried, 1 wanted"), asked);
        assertEquals(9, tuned.candidates().size());
        assertEquals(StopReason.FINISHED, tuned.ending());
    }

    @Test
    void it_ends_where_nothing_new_is_found() {
        Tuned tuned = run(Search.bayes(30).by((space, direction, tried, count, seed) -> List.of()));
        assertEquals(10, tuned.candidates().size());
        assertEquals(StopReason.FINISHED, tuned.ending());
    }

    @Test
    void few_points_are_all_first_ones() {
        assertEquals(
                3,
                run(Search.bayes(3).by((space, direction, tried, count, seed) -> List.of(point(1))))
                        .candidates()
                        .size());
    }

    @Test
    void a_sampler_that_is_given_up_ends_the_search_with_what_is_done() {
        Tuned tuned = run(Search.bayes(30).by((space, direction, tried, count, seed) -> {
            throw new CancellationException();
        }));
        assertTrue(Thread.interrupted());
        assertEquals(StopReason.CANCELLED, tuned.ending());
        assertEquals(10, tuned.candidates().size());
    }

    @Test
    void settings_are_checked_and_a_sampler_is_needed() {
        refused("bayes: points and batch must be at least 1, got 0 and 4", () -> Search.bayes(0));
        refused("bayes: points and batch must be at least 1, got 5 and 0", () -> Search.bayes(5)
                .batch(0));
        refused("bayes: sampler must be given with by(...), got none; keras.tune has one", () -> run(Search.bayes(5)));
        assertEquals(
                "bayes of 30 points from latin hypercube of 10, 4 at a time",
                Search.bayes(30).toString());
    }
}
