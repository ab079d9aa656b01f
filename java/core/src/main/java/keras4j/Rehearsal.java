package keras4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.measure.Cases;
import keras4j.measure.Measure;
import keras4j.measure.Scores;
import keras4j.tune.Criterion;

/** What a search will score, found out before anything is trained: its measures are asked of cases of the same kind. */
final class Rehearsal {
    private final Tuning tuning;
    private final Schema schema;
    private final Map<String, Cases> cases = new LinkedHashMap<>();

    private Rehearsal(Tuning tuning, Schema schema) {
        this.tuning = tuning;
        this.schema = schema;
        schema.outcomes().forEach(this::add);
    }

    /** Two rows of numbers or one of each class, predicted as they are. */
    private void add(Outcome outcome) {
        double[] numbers = {0, 1};
        if (outcome.classifies()) {
            Labels each = Labels.of(
                    outcome.levels(), IntStream.range(0, outcome.width()).toArray());
            cases.put(outcome.name(), Cases.of(each, each.oneHot()));
        } else if (outcome.columns().size() > 1) {
            outcome.columns().forEach(column -> cases.put(column, Cases.of(numbers, numbers)));
        } else {
            cases.put(outcome.name(), Cases.of(numbers, numbers));
        }
    }

    /**
     * The goal, each measure, and, of several outcomes, each measure of each outcome that it suits.
     *
     * @param schema what the workflow's rows are like
     * @throws IllegalArgumentException a measure suits no outcome, an outcome no measure, or the goal not its outcomes
     */
    static List<Criterion> criteria(Tuning tuning, Schema schema) {
        return new Rehearsal(tuning, schema).criteria();
    }

    private List<Criterion> criteria() {
        List<Measure> measures = tuning.measures().list();
        measures.forEach(measure -> require(cases.values().stream().anyMatch(measure::suits), measure));
        cases.forEach((outcome, each) -> require(
                measures.stream().anyMatch(measure -> measure.suits(each)), measures + " for '" + outcome + "'"));
        Scores scores = tuning.measures().quietly(cases);
        if (tuning.goal() != null) {
            tuning.goal().score(cases);
        }
        Stream<Criterion> all = Stream.concat(
                measures.stream().map(Criterion::of),
                measures.stream().filter(measure -> cases.size() > 1).flatMap(measure -> own(measure, scores)));
        return Stream.concat(Stream.ofNullable(tuning.goal()).map(Criterion::of), all)
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
                    + schema.outcomes().stream().map(Rehearsal::kind).collect(Collectors.joining(" and ")) + ", got "
                    + got);
        }
    }

    private static String kind(Outcome outcome) {
        return "'" + outcome.name() + "', which is "
                + (outcome.classifies() ? "one of " + outcome.width() + " classes" : "numbers");
    }
}
