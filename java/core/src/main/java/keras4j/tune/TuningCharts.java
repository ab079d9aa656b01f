package keras4j.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.expr.Choices;
import keras4j.expr.Domain;
import keras4j.expr.Expr;
import keras4j.expr.Hyperparameter;
import keras4j.expr.Literal;
import keras4j.expr.RealDomain;
import keras4j.expr.WholeDomain;
import keras4j.measure.Direction;
import keras4j.plot.Chart;
import keras4j.plot.ChartVariable;
import keras4j.plot.Charts;
import org.jspecify.annotations.Nullable;

/** Charts of a search. */
final class TuningCharts {
    private static final String NONE = "none";

    private TuningCharts() {}

    static Chart byParameter(Tuned tuned, Criterion criterion) {
        return tuned.space().values().isEmpty()
                ? byFold(tuned, criterion)
                : Charts.byParameter(score(tuned, criterion), variables(tuned));
    }

    static Chart progress(Tuned tuned, Criterion criterion) {
        return Charts.search(score(tuned, criterion), criterion.direction() == Direction.MAXIMIZE);
    }

    static Chart parallel(Tuned tuned, Criterion criterion) {
        if (tuned.space().values().isEmpty()) {
            throw new IllegalArgumentException("plotParallel: hyperparameters must not be empty, got none");
        }
        return Charts.parallel(score(tuned, criterion), criterion.direction() == Direction.MAXIMIZE, variables(tuned));
    }

    static Chart byWorkflow(
            Criterion criterion, List<String> workflows, List<ScoreSummary> summaries, List<String> levels) {
        return Charts.byParameter(score(criterion, summaries), ChartVariable.of("workflow", workflows, levels));
    }

    /** Returns a chart of the results by fold, for a search without hyperparameters. */
    private static Chart byFold(Tuned tuned, Criterion criterion) {
        Map<String, Double> values = new LinkedHashMap<>();
        tuned.candidates().stream()
                .flatMap(candidate -> candidate.outcomes().entrySet().stream())
                .forEach(each -> values.put(
                        tuned.folds().get(each.getKey()), each.getValue().value(criterion)));
        double[] scores =
                values.values().stream().mapToDouble(Double::doubleValue).toArray();
        return Charts.byParameter(
                ChartVariable.of(criterion.name(), scores), ChartVariable.of("fold", List.copyOf(values.keySet())));
    }

    private static ChartVariable score(Tuned tuned, Criterion criterion) {
        return score(
                criterion,
                tuned.candidates().stream()
                        .map(candidate -> candidate.of(criterion))
                        .toList());
    }

    /** Returns the means with their standard errors; means over fewer folds than others are set apart. */
    private static ChartVariable score(Criterion criterion, List<ScoreSummary> summaries) {
        int most = CandidateOrder.most(summaries);
        Set<Integer> fewer = IntStream.range(0, summaries.size())
                .filter(row -> summaries.get(row).n() < most)
                .boxed()
                .collect(Collectors.toSet());
        return ChartVariable.of(
                        criterion.name(),
                        summaries.stream().mapToDouble(ScoreSummary::mean).toArray())
                .errors(summaries.stream().mapToDouble(ScoreSummary::stdErr).toArray())
                .excluded("on fewer folds", fewer);
    }

    private static ChartVariable[] variables(Tuned tuned) {
        return tuned.space().values().stream()
                .map(value -> variable(tuned.candidates(), value))
                .toArray(ChartVariable[]::new);
    }

    private static ChartVariable variable(List<Candidate> candidates, Hyperparameter value) {
        if (value.domain() instanceof Choices choices) {
            return choice(candidates, value.name(), choices);
        }
        ChartVariable numbers = ChartVariable.of(
                value.name(),
                candidates.stream()
                        .mapToDouble(each -> number(each.point().value(value.name())))
                        .toArray());
        return log(value.domain()) ? numbers.log() : numbers;
    }

    /** Returns the choices as levels in their given order; the level for points without a choice comes last. */
    private static ChartVariable choice(List<Candidate> candidates, String name, Choices choices) {
        List<String> values = candidates.stream()
                .map(each -> Objects.toString(each.point().value(name), NONE))
                .toList();
        Stream<String> levels = choices.values().stream().map(TuningCharts::text);
        Stream<String> none = values.contains(NONE) ? Stream.of(NONE) : Stream.of();
        return ChartVariable.of(
                name, values, Stream.concat(levels, none).distinct().toList());
    }

    private static String text(Expr choice) {
        return String.valueOf(choice instanceof Literal literal ? literal.value() : choice);
    }

    private static boolean log(Domain domain) {
        return domain instanceof WholeDomain whole ? whole.log() : ((RealDomain) domain).log();
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
