package keras4j;

import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.folds;
import static keras4j.Models.grid;
import static keras4j.Models.input;
import static keras4j.Models.layer;
import static keras4j.Models.metrics;
import static keras4j.Models.oneOf;
import static keras4j.Models.output;
import static keras4j.Models.workflow;
import static keras4j.Refused.refused;
import static keras4j.layer.Layers.dense;
import static keras4j.measure.Measure.ACCURACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import keras4j.expr.CustomObject;
import keras4j.expr.Point;
import keras4j.session.Preflight;
import keras4j.session.ProgressListener;
import keras4j.spec.AnyLayer;
import keras4j.spec.Spec;
import keras4j.tune.SearchProgress;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of preflights: networks are built before training, and failures are reported by block. */
@Tag("once")
class PreflightIT {
    private static final Keras KERAS = Keras.open();
    private static final Workflow FOLDING = workflow("species ~ .", IrisFixtures.folding());
    private static final Tuning TUNING =
            Tuning.of(FOLDING, folds(2), grid(2), metrics(ACCURACY)).workers(1);

    @Test
    void parameters_and_bytes_are_those_of_the_weights() {
        Workflow open = workflow("species ~ .", IrisFixtures.NETWORK.with("hidden_units", between(4, 12)));
        Preflight preflight = KERAS.preflight(
                open, IrisFixtures.FRAME, List.of(Point.of("hidden_units", 4), Point.of("hidden_units", 12)));
        assertEquals(4 * 4 + 4 + 4 * 3 + 3, preflight.checks().get(0).parameters());
        Preflight.Checked second = preflight.checks().get(1);
        assertEquals(12 * 4 + 12 + 12 * 3 + 3, second.parameters());
        assertTrue(second.bytes() >= 4 * second.parameters(), preflight::toString);
        assertEquals("Preflight of 2 points: all can be built", preflight.toString());
        assertEquals(2, preflight.valid().size());
        refused(
                "Keras.preflight: points must be at least one, got none",
                () -> KERAS.preflight(open, IrisFixtures.FRAME, List.of()));
    }

    @Test
    void a_network_larger_than_memory_is_weighed_without_being_made() {
        Workflow open = workflow("species ~ .", IrisFixtures.NETWORK.with("hidden_units", oneOf(8, 2_000_000_000)));
        Preflight preflight =
                KERAS.preflight(open, IrisFixtures.FRAME, List.of(Point.of("hidden_units", 2_000_000_000)));
        assertEquals(2_000_000_000L * (4 + 1 + 3) + 3, preflight.checks().get(0).parameters(), preflight::toString);
        assertTrue(preflight.checks().get(0).bytes() >= 64_000_000_000L);
    }

    @Test
    void an_output_that_does_not_suit_the_outcome_is_found() {
        Spec two = classifier("two", input(), block("hidden", dense(between(4, 5))), output(dense(2)));
        Preflight preflight =
                KERAS.preflight(workflow("species ~ .", two), IrisFixtures.FRAME, List.of(Point.of("hidden_units", 4)));
        String why = String.valueOf(preflight.checks().get(0).failure());
        assertTrue(why.contains("must give 3 numbers a row for an outcome of 3 classes"), why);
    }

    @Test
    void a_graph_that_can_not_be_built_is_told_by_its_block() {
        var hidden = block("hidden", dense(between(4, 5))).from("x");
        var folded = block("folded", AnyLayer.of("keras.layers.Reshape").with("target_shape", List.of(4)))
                .from("hidden");
        Spec spec = classifier("graph", input().as("x"), hidden, folded, output().from("folded"));
        Preflight preflight = KERAS.preflight(
                workflow("species ~ .", spec),
                IrisFixtures.FRAME,
                List.of(Point.of("hidden_units", 4), Point.of("hidden_units", 5)));
        assertEquals(List.of(Point.of("hidden_units", 4)), preflight.valid());
        String why = String.valueOf(preflight.checks().get(1).failure());
        assertTrue(why.endsWith("[block folded, layer folded]"), why);
        assertEquals(why, preflight.toFrame().getColumn("error").get(1));
    }

    /** Remembers what a search told, in order. */
    private static final class Heard implements ProgressListener {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void onPreflight(Preflight preflight) {
            heard.add(preflight.toString());
        }

        @Override
        public void onSearch(SearchProgress progress) {
            heard.add(progress.done() + " done");
        }
    }

    @Test
    void a_search_leaves_out_what_can_not_be_built_and_says_why() {
        Heard listener = new Heard();
        Tuned tuned = KERAS.listening(listener).tune(TUNING, IrisFixtures.FRAME);
        assertEquals("Preflight of 2 points: 1 can't be built", listener.heard.get(0));
        assertEquals("4 done", listener.heard.get(listener.heard.size() - 1));
        assertEquals(2, tuned.candidates().size());
        assertEquals(Point.of("hidden_units", 4), tuned.selectBest(ACCURACY));
        assertEquals(2, tuned.collectNotes().height());
        String why = String.valueOf(tuned.collectNotes().getColumn("note").get(0));
        assertTrue(why.endsWith("[block folded, layer folded]"), why);
    }

    @Test
    void a_strict_search_ends_before_anything_is_trained() {
        Heard listener = new Heard();
        String why = String.valueOf(assertThrows(IllegalArgumentException.class, () -> KERAS.listening(listener)
                        .tune(TUNING.requireValid(), IrisFixtures.FRAME))
                .getMessage());
        assertTrue(
                why.startsWith(
                        "Tuning: all networks must be buildable, got 1 of 2 that can't, first" + " hidden_units=5: "),
                why);
        assertTrue(why.endsWith("[block folded, layer folded]"), why);
        assertEquals(List.of("Preflight of 2 points: 1 can't be built"), listener.heard);
    }

    @Test
    void a_network_that_ends_the_process_that_builds_it_is_left_out() {
        CustomObject deadly = CustomObject.of("Deadly", """
                import os
                import signal

                import keras


                class Deadly(keras.layers.Layer):
                    def __init__(self, units=4, **others):
                        super().__init__(**others)
                        self.units = units

                    def build(self, shape):
                        if self.units == 6:
                            os.kill(os.getpid(), signal.SIGKILL)

                    def call(self, x):
                        return x
                """);
        Spec spec = classifier("deadly", input(), block("hidden", layer(deadly).with("units", between(4, 7))), output())
                .seed(1);
        Tuned tuned = KERAS.tune(
                Tuning.of(workflow("species ~ .", spec), folds(2), grid(4), metrics(ACCURACY))
                        .workers(1),
                IrisFixtures.FRAME);
        assertEquals(4, tuned.candidates().size());
        assertEquals(3, tuned.showBest(ACCURACY, 4).height());
        assertEquals(2, tuned.collectNotes().height());
        assertEquals(Point.of("hidden_units", 6), tuned.candidates().get(2).point());
        String why = String.valueOf(tuned.collectNotes().getColumn("note").get(0));
        assertEquals("preflight of deadly: the worker process has ended: it was killed by signal 9", why);
    }
}
