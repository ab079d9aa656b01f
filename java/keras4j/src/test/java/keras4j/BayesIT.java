package keras4j;

import static keras4j.Models.between;
import static keras4j.Models.folds;
import static keras4j.Models.metrics;
import static keras4j.Models.oneOf;
import static keras4j.Models.workflow;
import static keras4j.measure.Measure.MN_LOG_LOSS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import keras4j.expr.Hyperparameter;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.python.Deadline;
import keras4j.internal.trial.OptunaSampler;
import keras4j.measure.Direction;
import keras4j.optimizer.Optimizers;
import keras4j.spec.Spec;
import keras4j.tune.Budget;
import keras4j.tune.Sampler;
import keras4j.tune.Sampler.Tried;
import keras4j.tune.Search;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of Bayesian optimisation: it is reproducible and independent of the backend. */
@Tag("jax")
class BayesIT {
    private static final Keras KERAS = Keras.open();

    private static final Spec NETWORK = IrisFixtures.NETWORK
            .with("num_hidden", between(0, 2))
            .with("hidden_units", between(4, 12))
            .optimizer(oneOf(Optimizers.adam(), Optimizers.rmsprop()))
            .learnRate(between(1e-4, 0.1).log());

    private static Tuning tuning() {
        Workflow open = workflow(
                IrisFixtures.PREPARED.recipe(),
                IrisFixtures.NETWORK.learnRate(between(1e-4, 0.1).log()));
        return Tuning.of(
                open, folds(2), Search.bayes(6).initial(Search.random(4)).batch(2), metrics(MN_LOG_LOSS));
    }

    @Test
    void one_worker_two_and_a_search_that_was_ended_find_the_same(@TempDir Path folder) {
        Tuned one = KERAS.tune(tuning().workers(1), IrisFixtures.FRAME);
        assertEquals(6, one.candidates().size());
        assertEquals(List.of(), one.collectNotes().getColumn("note").toList(), one.collectNotes()::toString);
        Tuning kept = tuning().workers(2).journal(folder.resolve("search.journal"));
        assertEquals(
                5,
                KERAS.tune(kept.budget(Budget.NONE.points(5)), IrisFixtures.FRAME)
                        .candidates()
                        .size());
        assertEquals(one, KERAS.tune(kept, IrisFixtures.FRAME));
    }

    @Test
    void values_go_to_optuna_and_back_as_they_are() {
        Sampler sampler = new OptunaSampler(KERAS.session().python(), Deadline.NONE);
        Space space = workflow("species ~ .", NETWORK).hyperparameters();
        Point told = space.checked(
                Point.of("num_hidden", 0).with("learn_rate", 0.01).with("compile_optimizer", Optimizers.rmsprop()));
        List<Point> points = sampler.suggest(space, Direction.MAXIMIZE, List.of(new Tried(told, 1.0)), 12, 7);
        assertEquals(12, points.size());
        assertEquals(points, points.stream().map(space::checked).toList());
        assertTrue(points.stream().anyMatch(point -> point.has("hidden_units")), points::toString);
        assertTrue(points.stream().anyMatch(point -> !point.has("hidden_units")), points::toString);
        assertEquals(points, sampler.suggest(space, Direction.MAXIMIZE, List.of(new Tried(told, 1.0)), 12, 7));
    }

    @Test
    void conditions_of_choices_and_numbers_hold() {
        Sampler sampler = new OptunaSampler(KERAS.session().python(), Deadline.NONE);
        Space space = Space.of(
                Hyperparameter.of("kind", oneOf("a", "b", "c")),
                Hyperparameter.of("size", between(1, 9)),
                Hyperparameter.of("x", between(0.0, 1.0).when("kind", oneOf("a", "c"))),
                Hyperparameter.of("y", between(0.0, 1.0).when("size", between(2, 4))),
                Hyperparameter.of("z", between(0.0, 1.0).when("size", oneOf(2, 7))));
        List<Point> points = sampler.suggest(space, Direction.MINIMIZE, List.of(), 40, 1);
        assertEquals(40, points.size());
        assertEquals(points, points.stream().map(space::checked).toList());
    }

    @Test
    void all_of_a_small_space_is_found_and_then_it_ends() {
        Sampler sampler = new OptunaSampler(KERAS.session().python(), Deadline.NONE);
        Space space = Space.of(Hyperparameter.of("size", between(1, 4)));
        List<Tried> tried = List.of(new Tried(Point.of("size", 2), Double.NaN));
        List<Point> points = sampler.suggest(space, Direction.MINIMIZE, tried, 9, 1);
        assertEquals(
                List.of(Point.of("size", 1), Point.of("size", 3), Point.of("size", 4)),
                points.stream().sorted(Point.by("size")).toList());
    }
}
