package keras4j.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.measure.Measure;
import keras4j.plot.Chart;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Results of several workflows that were tuned on the same folds, ranked together; by name.
 *
 * @param results the result of each search
 * @param failures the reason for each search that failed
 */
public record TunedSet(Map<String, Tuned> results, Map<String, String> failures) {
    /**
     * Checks the folds of the results.
     *
     * @param results the result of each search
     * @param failures the reason for each search that failed
     * @throws IllegalArgumentException if there is no result, or if their folds differ
     */
    public TunedSet {
        Preconditions.notNull("TunedSet", "failures", failures);
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
        results = Preconditions.entries("TunedSet", "results", results);
        if (results.values().stream().map(Tuned::folds).distinct().count() != 1) {
            throw new IllegalArgumentException(
                    "TunedSet: results must have the same folds and not be empty, got " + Quoted.cut(results.keySet()));
        }
    }

    /**
     * Creates a set without failures.
     *
     * @param results the result of each search
     */
    public TunedSet(Map<String, Tuned> results) {
        this(results, Map.of());
    }

    /**
     * Combines each preparation with each network, named {@code first_second} as in workflowsets.
     *
     * @param <P> the type of the preparations
     * @param <N> the type of the networks
     * @param <W> the type of the workflows
     * @param preparations the preparations by name
     * @param networks the networks by name
     * @param join makes a workflow of a preparation and a network
     * @return the workflows by name
     */
    public static <P, N, W> Map<String, W> cross(
            Map<String, P> preparations, Map<String, N> networks, BiFunction<? super P, ? super N, ? extends W> join) {
        Preconditions.notNull("TunedSet", "preparations", preparations);
        Preconditions.notNull("TunedSet", "networks", networks);
        Preconditions.notNull("TunedSet", "join", join);
        Map<String, W> all = new LinkedHashMap<>();
        preparations.forEach((first, preparation) ->
                networks.forEach((second, network) -> all.put(first + "_" + second, join.apply(preparation, network))));
        return all;
    }

    private record Place(String workflow, Candidate candidate, ScoreSummary summary) {}

    private List<Place> places(Measure measure, boolean bestOnly) {
        List<Place> places = new ArrayList<>();
        results.forEach((workflow, tuned) -> {
            Criterion criterion = tuned.criterion(measure);
            Stream<Candidate> ranked = bestOnly ? tuned.best(criterion).limit(1) : tuned.best(criterion);
            ranked.forEach(each -> places.add(new Place(workflow, each, each.of(criterion))));
        });
        places.sort(Comparator.comparing(Place::summary, CandidateOrder.summaries(Criterion.of(measure))));
        return places;
    }

    /**
     * {@return all candidates of all workflows, the best first: wflow_id, .config, .metric, mean, std_err, n, rank}
     *
     * @param measure the measure
     */
    public DataFrame rankResults(Measure measure) {
        Preconditions.notNull("TunedSet", "measure", measure);
        return frame(measure, places(measure, false));
    }

    /**
     * {@return the best candidate of each workflow, the best first}
     *
     * @param measure the measure
     */
    public DataFrame rankBest(Measure measure) {
        Preconditions.notNull("TunedSet", "measure", measure);
        return frame(measure, places(measure, true));
    }

    /**
     * {@return a chart of the results of all candidates, with standard errors, by workflow}
     *
     * @param measure the measure
     */
    public Chart plot(Measure measure) {
        Preconditions.notNull("TunedSet", "measure", measure);
        List<Place> places = places(measure, false);
        return TuningCharts.byWorkflow(
                Criterion.of(measure),
                places.stream().map(Place::workflow).toList(),
                places.stream().map(Place::summary).toList(),
                List.copyOf(results.keySet()));
    }

    /**
     * {@return the name of the workflow that has the best candidate}
     *
     * @param measure the measure
     */
    public String best(Measure measure) {
        Preconditions.notNull("TunedSet", "measure", measure);
        return places(measure, true).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "TunedSet: at least one candidate must have " + measure + ", got none"))
                .workflow();
    }

    private static DataFrame frame(Measure measure, List<Place> places) {
        Object[] ranks = new Object[places.size()];
        for (int at = 0; at < ranks.length; at++) {
            ranks[at] = at + 1;
        }
        return DataFrame.byColumn("wflow_id", ".config", ".metric", "mean", "std_err", "n", "rank")
                .of(
                        Series.of(places.stream().map(Place::workflow).toArray()),
                        Series.of(places.stream()
                                .map(place -> place.candidate().config())
                                .toArray()),
                        Series.of(
                                places.stream().map(place -> measure.toString()).toArray()),
                        Series.of(places.stream()
                                .map(place -> place.summary().mean())
                                .toArray()),
                        Series.of(places.stream()
                                .map(place -> place.summary().stdErr())
                                .toArray()),
                        Series.of(places.stream()
                                .map(place -> place.summary().n())
                                .toArray()),
                        Series.of(ranks));
    }

    @Override
    public String toString() {
        String failed = failures.isEmpty() ? "" : "; failed: " + String.join(", ", failures.keySet());
        return "TunedSet of " + String.join(", ", results.keySet()) + failed;
    }
}
