package keras4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import keras4j.data.Schema;
import keras4j.expr.Space;
import keras4j.measure.Aggregate;
import keras4j.measure.Measures;
import keras4j.python.PythonEnvironment;
import keras4j.resample.Folds;
import keras4j.resample.Resampling;
import keras4j.spec.Mode;
import keras4j.text.Sha256;
import keras4j.tune.Budget;
import keras4j.tune.Criterion;
import keras4j.tune.Search;
import keras4j.tune.Study;
import keras4j.tune.Together;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * How good values are looked for, for what a workflow leaves open.
 *
 * <pre>{@code
 * var open = workflow("y ~ x", spec.with("hidden_units", between(64, 256)));
 * var tuned = keras.tune(Tuning.of(open, folds(3), grid(3), metrics(ACCURACY)).workers(4).seed(1), frame);
 * }</pre>
 *
 * <p>Every trial trains in a worker process with one thread, and has a seed of its own that follows from the search's, its point
 * and its fold: however many workers there are, the numbers are the same. Callbacks that write files do so when a workflow is
 * fitted, and are left out of trials.
 *
 * @param workflow what is tuned
 * @param resampling by which rows each point is judged
 * @param search how to look
 * @param measures what is scored; the first is what the search makes good, unless there is a goal
 * @param goal one number for several outcomes, which the search makes good; null for none
 * @param workers the processes that train
 * @param seed where everything random begins; null for the spec's, or a drawn one
 * @param budget when the search ends early
 * @param journal the file that keeps what was done, so that a search that was killed goes on; null for none
 * @param predictions whether the predictions of each trial are kept
 * @param strict whether a network that can't be built ends the search before anything is trained
 */
public record Tuning(
        Workflow workflow,
        Resampling resampling,
        Search search,
        Measures measures,
        @Nullable Aggregate goal,
        Workers workers,
        @Nullable Long seed,
        Budget budget,
        @Nullable Path journal,
        boolean predictions,
        boolean strict) {
    private static final JsonMapper JSON = new JsonMapper();

    /** A tuning with as many workers as there are processors. */
    public static Tuning of(Workflow workflow, Resampling resampling, Search search, Measures measures) {
        return new Tuning(
                workflow, resampling, search, measures, null, Workers.all(), null, Budget.NONE, null, false, false);
    }

    /** The same by the usual measures: {@code rmse}, {@code rsq} of numbers; {@code roc_auc}, {@code accuracy}, {@code brier_class}. */
    public static Tuning of(Workflow workflow, Resampling resampling, Search search) {
        Measures usual = workflow.spec().mode() == Mode.CLASSIFIER ? Measures.classification() : Measures.regression();
        return of(workflow, resampling, search, usual);
    }

    /** The same for another workflow. */
    public Tuning workflow(Workflow other) {
        return new Tuning(
                other, resampling, search, measures, goal, workers, seed, budget, journal, predictions, strict);
    }

    /** The same by other rows. */
    public Tuning resampling(Resampling other) {
        return new Tuning(workflow, other, search, measures, goal, workers, seed, budget, journal, predictions, strict);
    }

    /** The same with another way to look. */
    public Tuning search(Search other) {
        return new Tuning(
                workflow, resampling, other, measures, goal, workers, seed, budget, journal, predictions, strict);
    }

    /** The same making one number for several outcomes good, which is scored beside the measures. */
    public Tuning goal(Aggregate number) {
        return new Tuning(
                workflow, resampling, search, measures, number, workers, seed, budget, journal, predictions, strict);
    }

    /** The same with so many processes that train at once; the numbers do not depend on it. */
    public Tuning workers(int count) {
        return workers(new Workers(count, workers.backend(), workers.silence()));
    }

    /** The same with other processes. */
    public Tuning workers(Workers processes) {
        return new Tuning(
                workflow, resampling, search, measures, goal, processes, seed, budget, journal, predictions, strict);
    }

    /** The same with another beginning of everything random: folds, points, weights. */
    public Tuning seed(long number) {
        return new Tuning(
                workflow, resampling, search, measures, goal, workers, number, budget, journal, predictions, strict);
    }

    /** The same with an early end. */
    public Tuning budget(Budget limits) {
        return new Tuning(
                workflow, resampling, search, measures, goal, workers, seed, limits, journal, predictions, strict);
    }

    /** The same with a file that keeps what was done; if it is there, the search goes on where it ended. */
    public Tuning journal(Path file) {
        return new Tuning(
                workflow, resampling, search, measures, goal, workers, seed, budget, file, predictions, strict);
    }

    /** The same, keeping each trial's predictions for {@link keras4j.tune.Tuned#collectPredictions()}. */
    public Tuning keepingPredictions() {
        return new Tuning(workflow, resampling, search, measures, goal, workers, seed, budget, journal, true, strict);
    }

    /** The same, but a network that can't be built is an error before anything is trained; else it is noted and left out. */
    public Tuning strictly() {
        return new Tuning(
                workflow, resampling, search, measures, goal, workers, seed, budget, journal, predictions, true);
    }

    /** The same with a seed: its own, else the spec's, else a drawn one. */
    Tuning seeded() {
        if (seed == null && workflow.spec().seed() == null && journal != null) {
            throw new IllegalArgumentException(
                    "Tuning: seed must be set where there is a journal, so that a search which"
                            + " goes on has the same folds, got none; use seed(1)");
        }
        return seeded(WorkflowRows.drawn());
    }

    /** The same with a seed: its own, else the spec's, else this. */
    Tuning seeded(long drawn) {
        Long own = seed != null ? seed : workflow.spec().seed();
        return seed(own != null ? own : drawn);
    }

    /**
     * What is looked for, among the rows of these folds.
     *
     * @param python the Python of the workers: a journal is of one
     */
    Study study(DataFrame frame, Folds folds, PythonEnvironment python, Backend backend) {
        Space space = workflow.openValues();
        List<Criterion> criteria = criteria(folds.splits().get(0).analysis(frame));
        int rows = folds.splits().get(0).analysis().length;
        Together alike = Alike.of(workflow.spec(), space, rows, backend);
        return new Study(
                subject(frame, python, backend.id()), space, folds, criteria, search, seed, alike, budget, journal);
    }

    /** What is scored; where these rows can't be prepared, the measures, as the trials will say why. */
    List<Criterion> criteria(DataFrame rows) {
        Schema schema;
        try {
            Workflow first = workflow.at(workflow.openValues().first());
            schema = WorkflowRows.of(first, rows, null).preparation().schema();
        } catch (RuntimeException unprepared) {
            return Stream.concat(
                            Stream.ofNullable(goal).map(Criterion::of),
                            measures.list().stream().map(Criterion::of))
                    .toList();
        }
        return Rehearsal.criteria(this, schema);
    }

    /** What a journal is of; nothing where there is none. */
    private SortedMap<String, String> subject(DataFrame frame, PythonEnvironment python, String backend) {
        SortedMap<String, String> subject = new TreeMap<>();
        if (journal != null) {
            subject.put("backend", backend + " " + python.versions().get(backend));
            subject.put("data", FrameSum.of(frame));
            subject.put("Keras", String.valueOf(python.versions().get("keras")));
            subject.put("predictions", predictions ? "kept" : "not kept");
            subject.put("workflow", "SHA-256 " + Sha256.of(json(workflow)));
        }
        return subject;
    }

    private static byte[] json(Workflow workflow) {
        try {
            return JSON.writeValueAsBytes(workflow);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
