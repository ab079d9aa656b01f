package keras4j.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import keras4j.measure.Measure;
import keras4j.plot.Chart;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Several workflows that were tuned on the same folds, by name: preparations times networks, ranked together.
 *
 * @param results what was found for each
 * @param failures why others could not be searched
 */
public record TunedSet(Map<String, Tuned> results, Map<String, String> failures) {
    /**
     * These results.
     *
     * @throws IllegalArgumentException there is none, or they are of different folds
     */
    public TunedSet {
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        if (results.values().stream().map(Tuned::folds).distinct().count() != 1) {
            throw new IllegalArgumentException(
                    "TunedSet: results must be at least one, all of the same folds, got " + results.keySet());
        }
    }

    /** Results of searches that all took place. */
    public TunedSet(Map<String, Tuned> results) {
        this(results, Map.of());
    }

    /** Each of the first with each of the second, named {@code first_second}, as workflowsets names them. */
    public static <P, N, W> Map<String, W> cross(
            Map<String, P> preparations, Map<String, N> networks, BiFunction<? super P, ? super N, ? extends W> join) {
        Map<String, W> all = new LinkedHashMap<>();
        preparations.forEach((first, preparation) ->
                networks.forEach((second, network) -> all.put(first + "_" + second, join.apply(preparation, network))));
        return all;
    }

    private record Place(String workflow, Candidate candidate, Summary summary) {}

    private List<Place> places(Measure measure, boolean bestOnly) {
        List<Place> places = new ArrayList<>();
        results.forEach((workflow, tuned) -> {
            Criterion criterion = tuned.criterion(measure);
            Stream<Candidate> ranked = bestOnly ? tuned.best(criterion).limit(1) : tuned.best(criterion);
            ranked.forEach(each -> places.add(new Place(workflow, each, each.of(criterion))));
        });
        places.sort(Comparator.comparing(Place::summary, Ranked.summaries(Criterion.of(measure))));
        return places;
    }

    /** All candidates of all workflows, the best first: wflow_id, .config, .metric, mean, std_err, n, rank. */
    public DataFrame rankResults(Measure measure) {
        return frame(measure, places(measure, false));
    }

    /** The best candidate of each workflow, the best first. */
    public DataFrame rankBest(Measure measure) {
        return frame(measure, places(measure, true));
    }

    /** What all candidates reached, with standard errors, by workflow. */
    public Chart plot(Measure measure) {
        List<Place> places = places(measure, false);
        return Pictures.byWorkflow(
                Criterion.of(measure),
                places.stream().map(Place::workflow).toList(),
                places.stream().map(Place::summary).toList(),
                List.copyOf(results.keySet()));
    }

    /** The name of the workflow whose best candidate is best. */
    public String best(Measure measure) {
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
