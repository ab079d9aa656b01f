package keras4j.internal.python;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import keras4j.internal.python.Python.Work;
import org.junit.jupiter.api.Test;

/** Test that Python releases the objects that Java releases. */
class HandlesIT {
    private static final Python PYTHON = PythonTrial.python();

    private static PythonReply fitted() {
        return PYTHON.call(Work.TRAINING, Net.fit(1), CallListener.NONE, Deadline.NONE);
    }

    private static long restored(byte[] model) {
        PythonRequest request = new PythonRequest(
                "restore", Net.ports(PythonRequest.empty()), List.of(PythonArray.of(model)), "restoration");
        return PYTHON.call(Work.PREDICTION, request, CallListener.NONE, Deadline.NONE)
                .value()
                .path("model")
                .asLong();
    }

    private static CompiledModel predictor(long model) {
        return PYTHON.predictor(model, Net.INPUTS, Net.OUTPUTS);
    }

    @Test
    void models_and_slots_are_back_to_what_they_were_after_their_release() {
        List<Integer> before = PythonTrial.live();
        PythonReply fitted = fitted();
        List<Long> numbers =
                new ArrayList<>(List.of(fitted.value().path("model").asLong()));
        for (int copy = 0; copy < 5; copy++) {
            numbers.add(restored(fitted.attachments().get(0)));
        }
        for (long number : numbers) {
            for (int rows : new int[] {1, 5, 30, 128}) {
                predictor(number).predict(new TestRows(rows), Deadline.NONE);
            }
        }
        assertEquals(List.of(before.get(0) + 6, before.get(1) + 24), PythonTrial.live());
        PYTHON.release(numbers);
        await().until(() -> PythonTrial.live().equals(before));
    }

    @Test
    void a_released_model_is_freed_in_python() {
        PythonTrial.run("import gc\ngc.collect()");
        String models = "import gc, keras\ngc.collect()\n"
                + "result = sum(isinstance(o, keras.Model) for o in gc.get_objects())";
        int before = PythonTrial.run(models).asInt();
        long number = fitted().value().path("model").asLong();
        predictor(number).predict(new TestRows(1), Deadline.NONE);
        PYTHON.release(List.of(number));
        await().until(() -> PythonTrial.run(models).asInt() <= before);
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
        await().untilAsserted(() -> assertThrows(
                StaleHandleException.class, () -> predictor(last).predict(new TestRows(1), Deadline.NONE)));
    }

    @Test
    void a_predictor_whose_model_was_released_between_two_calls_is_gone() {
        long number = fitted().value().path("model").asLong();
        CompiledModel predictor = predictor(number);
        predictor.predict(new TestRows(1), Deadline.NONE);
        PYTHON.release(List.of(number));
        assertTrue(PYTHON.awaitIdle(java.time.Duration.ofSeconds(10)));
        assertThrows(StaleHandleException.class, () -> predictor.predict(new TestRows(1), Deadline.NONE));
    }
}
