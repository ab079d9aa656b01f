package keras4j.internal.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.internal.text.Quoted;
import keras4j.measure.Measure;
import keras4j.measure.Scores;
import keras4j.measure.TruthEstimates;
import keras4j.tune.Criterion;
import keras4j.tune.Tuning;

/** Criteria of a search, determined before training by applying the measures to artificial cases. */
public final class ScoredCriteria {
    private final Tuning tuning;
    private final Schema schema;
    private final Map<String, TruthEstimates> cases = new LinkedHashMap<>();

    private ScoredCriteria(Tuning tuning, Schema schema) {
        this.tuning = tuning;
        this.schema = schema;
        schema.outcomes().forEach(this::add);
    }

    /** Adds two rows of numbers or one of each class, with correct predictions. */
    private void add(Outcome outcome) {
        double[] numbers = {0, 1};
        if (outcome.classifies()) {
            Labels each = Labels.of(
                    outcome.levels(), IntStream.range(0, outcome.width()).toArray());
            cases.put(outcome.name(), TruthEstimates.of(each, each.oneHot()));
        } else if (outcome.columns().size() > 1) {
            outcome.columns().forEach(column -> cases.put(column, TruthEstimates.of(numbers, numbers)));
        } else {
            cases.put(outcome.name(), TruthEstimates.of(numbers, numbers));
        }
    }

    /**
     * Returns the goal, each measure and, with several outcomes, each measure for each outcome that it applies to.
     *
     * @param schema the schema of the workflow's rows
     * @throws IllegalArgumentException if a measure applies to no outcome, an outcome has no measure, or the goal does
     *     not apply to its outcomes
     */
    public static List<Criterion> criteria(Tuning tuning, Schema schema) {
        return new ScoredCriteria(tuning, schema).criteria();
    }

    private List<Criterion> criteria() {
        List<Measure> measures = tuning.measures().list();
        measures.forEach(measure -> require(cases.values().stream().anyMatch(measure::suits), measure));
        cases.forEach((outcome, each) -> require(
                measures.stream().anyMatch(measure -> measure.suits(each)), measures + " for '" + outcome + "'"));
        Scores scores = tuning.measures().quietly(cases);
        if (tuning.options().goal() != null) {
            tuning.options().goal().score(cases);
        }
        Stream<Criterion> all = Stream.concat(
                measures.stream().map(Criterion::of),
                measures.stream().filter(measure -> cases.size() > 1).flatMap(measure -> own(measure, scores)));
        return Stream.concat(Stream.ofNullable(tuning.options().goal()).map(Criterion::of), all)
                .toList();
    }

    private static Stream<Criterion> own(Measure measure, Scores scores) {
        return scores.outcomes().entrySet().stream()
                .filter(each -> each.getValue().stream()
                        .anyMatch(score -> score.measure().equals(measure)))
                .map(each -> Criterion.of(measure, each.getKey()));
    }

    private void require(boolean suits, Object got) {
        if (!suits) {
            throw new IllegalArgumentException("Tuning: measures must suit "
                    + schema.outcomes().stream().map(ScoredCriteria::kind).collect(Collectors.joining(" and "))
                    + ", got "
                    + Quoted.cut(got));
        }
    }

    private static String kind(Outcome outcome) {
        return "'" + outcome.name() + "', which is "
                + (outcome.classifies() ? "one of " + outcome.width() + " classes" : "numbers");
    }
}
