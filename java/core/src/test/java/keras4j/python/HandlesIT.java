package keras4j.python;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import keras4j.python.Python.Work;
import org.junit.jupiter.api.Test;

/** What Java lets go of, Python lets go of. */
class HandlesIT {
    private static final Python PYTHON = Trial.python();

    private static Reply fitted() {
        return PYTHON.call(Work.TRAINING, Net.fit(1), Watch.NONE, Deadline.NONE);
    }

    private static long restored(byte[] model) {
        Request request = new Request("restore", Net.ports(Request.empty()), List.of(Array.of(model)), "restoration");
        return PYTHON.call(Work.PREDICTION, request, Watch.NONE, Deadline.NONE)
                .value()
                .path("model")
                .asLong();
    }

    private static Predictor predictor(long model) {
        return PYTHON.predictor(model, Net.INPUTS, Net.OUTPUTS);
    }

    @Test
    void models_and_slots_are_back_to_what_they_were_after_their_release() {
        List<Integer> before = Trial.live();
        Reply fitted = fitted();
        List<Long> numbers =
                new ArrayList<>(List.of(fitted.value().path("model").asLong()));
        for (int copy = 0; copy < 5; copy++) {
            numbers.add(restored(fitted.attachments().get(0)));
        }
        for (long number : numbers) {
            for (int rows : new int[] {1, 5, 30, 128}) {
                predictor(number).predict(new SomeRows(rows), Deadline.NONE);
            }
        }
        assertEquals(List.of(before.get(0) + 6, before.get(1) + 24), Trial.live());
        PYTHON.release(numbers);
        await().until(() -> Trial.live().equals(before));
    }

    @Test
    void a_released_model_is_freed_in_python() {
        Trial.run("import gc\ngc.collect()");
        String models = "import gc, keras\ngc.collect()\n"
                + "result = sum(isinstance(o, keras.Model) for o in gc.get_objects())";
        int before = Trial.run(models).asInt();
        long number = fitted().value().path("model").asLong();
        predictor(number).predict(new SomeRows(1), Deadline.NONE);
        PYTHON.release(List.of(number));
        await().until(() -> Trial.run(models).asInt() <= before);
    }

    @Test
    void a_number_is_never_used_twice_and_unknown_ones_are_ignored() {
        byte[] model = fitted().attachments().get(0);
        HashSet<Long> seen = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            long number = restored(model);
            assertTrue(seen.add(number));
            PYTHON.release(List.of(number, number, 999_999L));
        }
        long last = seen.stream().max(Long::compare).orElseThrow();
        await().untilAsserted(() ->
                assertThrows(GoneException.class, () -> predictor(last).predict(new SomeRows(1), Deadline.NONE)));
    }

    @Test
    void a_predictor_whose_model_was_released_between_two_calls_is_gone() {
        long number = fitted().value().path("model").asLong();
        Predictor predictor = predictor(number);
        predictor.predict(new SomeRows(1), Deadline.NONE);
        PYTHON.release(List.of(number));
        assertTrue(PYTHON.quiet(java.time.Duration.ofSeconds(10)));
        assertThrows(GoneException.class, () -> predictor.predict(new SomeRows(1), Deadline.NONE));
    }
}
