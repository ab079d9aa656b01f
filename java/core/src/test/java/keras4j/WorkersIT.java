package keras4j;

import static keras4j.Models.between;
import static keras4j.Models.folds;
import static keras4j.Models.grid;
import static keras4j.Models.metrics;
import static keras4j.Models.workflow;
import static keras4j.measure.Measure.ACCURACY;
import static keras4j.measure.Measure.MN_LOG_LOSS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.callback.Callbacks;
import keras4j.spec.Spec;
import keras4j.tune.Candidate;
import keras4j.tune.Outcome;
import keras4j.tune.Tuned;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers do that the session's own Python does not. */
class WorkersIT {
    private static final Keras KERAS = Keras.open();

    /** Trials that are trained together, and trials that are trained one by one. */
    private static Tuning tuning() {
        Spec spec = Irises.NETWORK.with("hidden_rate", between(0.1, 0.3));
        return Tuning.of(
                        workflow(Irises.PREPARED.recipe(), spec),
                        folds(2),
                        grid(2).levels("imputeKnn_neighbors", 4),
                        metrics(MN_LOG_LOSS, ACCURACY))
                .keepingPredictions();
    }

    @Test
    void one_worker_two_and_four_find_the_same_to_the_bit() {
        Tuned one = KERAS.tune(tuning().workers(1), Irises.FRAME);
        assertEquals(8, one.candidates().size());
        assertEquals(List.of(), one.collectNotes().getColumn("note").toList(), one.collectNotes()::toString);
        assertEquals(one, KERAS.tune(tuning().workers(2), Irises.FRAME));
        assertEquals(one, KERAS.tune(tuning().workers(4), Irises.FRAME));
    }

    private static Tuning prepared() {
        return Tuning.of(Irises.PREPARED, folds(2), grid(2), metrics(MN_LOG_LOSS))
                .workers(1);
    }

    @Test
    @Tag("jax")
    void workers_may_have_another_backend_than_the_session() {
        Tuning here = prepared();
        Tuned there = KERAS.tune(here.workers(Workers.of(1).backend(Backend.TENSORFLOW)), Irises.FRAME);
        assertEquals(List.of(), there.collectNotes().getColumn("note").toList(), there.collectNotes()::toString);
        Tuned near = KERAS.tune(here, Irises.FRAME);
        assertEquals(
                near.candidates().stream().map(Candidate::point).toList(),
                there.candidates().stream().map(Candidate::point).toList());
        assertFalse(near.equals(there), "the other backend was not used");
        assertEquals(near.showBest().height(), there.showBest().height());
    }

    @Test
    @Tag("jax")
    void what_writes_files_or_needs_a_model_is_left_out_of_trials(@TempDir Path folder) throws Exception {
        Spec plain = Irises.NETWORK.with("hidden_rate", between(0.1, 0.3));
        Spec writing = plain.callbacks(
                        Callbacks.csvLogger(folder.resolve("log.csv").toString()),
                        Callbacks.backupAndRestore(folder.resolve("backup").toString()))
                .laplace();
        Map<Integer, Outcome> due = outcomes(plain);
        assertEquals(due, outcomes(writing));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    private static Map<Integer, Outcome> outcomes(Spec spec) {
        Tuned tuned = KERAS.tune(
                Tuning.of(workflow(Irises.OPEN.recipe(), spec), folds(2), grid(2), metrics(MN_LOG_LOSS))
                        .workers(2),
                Irises.FRAME);
        return tuned.candidates().get(0).outcomes();
    }
}
