package keras4j.internal.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import keras4j.expr.Space;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.internal.text.Sha256Sum;
import keras4j.internal.workflow.FrameChecksum;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.model.Backend;
import keras4j.resample.Folds;
import keras4j.tune.BatchingRule;
import keras4j.tune.Criterion;
import keras4j.tune.Study;
import keras4j.tune.Tuning;
import keras4j.tune.TuningOptions;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;

/** Conversion of a {@link Tuning} to a {@link Study}: its seed, criteria and journal header. */
final class SearchStudies {
    private SearchStudies() {}

    /** Returns the search with a seed: its own, else the spec's, else a random one. */
    static Tuning seeded(Tuning tuning) {
        TuningOptions options = tuning.options();
        if (options.seed() == null && tuning.workflow().spec().seed() == null && options.journal() != null) {
            throw new IllegalArgumentException(
                    "Tuning: seed must be set where there is a journal, so that a search which"
                            + " goes on has the same folds, got none; use seed(1)");
        }
        return seeded(tuning, WorkflowRows.drawn());
    }

    /** Returns the search with a seed: its own, else the spec's, else the given one. */
    static Tuning seeded(Tuning tuning, long drawn) {
        Long own = tuning.options().seed() != null
                ? tuning.options().seed()
                : tuning.workflow().spec().seed();
        return tuning.seed(own != null ? own : drawn);
    }

    /** Returns the seed of a search that has one. */
    static long seed(Tuning tuning) {
        return Objects.requireNonNull(tuning.options().seed());
    }

    /**
     * Returns the study of a search on the rows of the folds.
     *
     * @param python the Python of the workers: a journal is valid for one only
     */
    static Study study(Tuning tuning, DataFrame frame, Folds folds, PythonEnvironment python, Backend backend) {
        Space space = tuning.workflow().hyperparameters();
        List<Criterion> criteria = criteria(tuning, folds.splits().get(0).analysis(frame));
        int rows = folds.splits().get(0).analysis().length;
        BatchingRule alike = TrialBatching.of(tuning.workflow().spec(), space, rows, backend);
        return new Study(
                subject(tuning, frame, python, backend.id()),
                space,
                folds,
                criteria,
                tuning.search(),
                tuning.options().seed(),
                alike,
                tuning.options().budget(),
                tuning.options().journal());
    }

    /**
     * Returns the criteria; if the rows can't be prepared, the measures, since the trials will report the reason.
     *
     * @throws IllegalArgumentException if the rows are of unequal size
     */
    static List<Criterion> criteria(Tuning tuning, DataFrame rows) {
        WorkflowRows prepared;
        try {
            Workflow first =
                    tuning.workflow().at(tuning.workflow().hyperparameters().first());
            prepared = WorkflowRows.of(first, rows, null);
        } catch (RuntimeException unprepared) {
            return declared(tuning);
        }
        prepared.requireOneSize();
        return ScoredCriteria.criteria(tuning, prepared.preparation().schema());
    }

    private static List<Criterion> declared(Tuning tuning) {
        return Stream.concat(
                        Stream.ofNullable(tuning.options().goal()).map(Criterion::of),
                        tuning.measures().list().stream().map(Criterion::of))
                .toList();
    }

    /** Returns the subject of a journal; nothing without a journal. */
    private static SortedMap<String, String> subject(
            Tuning tuning, DataFrame frame, PythonEnvironment python, String backend) {
        SortedMap<String, String> subject = new TreeMap<>();
        if (tuning.options().journal() != null) {
            subject.put("backend", backend + " " + python.versions().get(backend));
            subject.put("data", FrameChecksum.of(frame));
            subject.put("Keras", String.valueOf(python.versions().get("keras")));
            subject.put("predictions", tuning.options().predictions() ? "kept" : "not kept");
            subject.put(
                    "workflow",
                    "SHA-256 " + Sha256Sum.of(tuning.workflow().json().getBytes(UTF_8)));
        }
        return subject;
    }
}
