package keras4j.tune;

import java.util.List;
import java.util.Objects;
import keras4j.expr.Choices;
import keras4j.expr.Domain;
import keras4j.expr.OpenValue;
import keras4j.expr.RealDomain;
import keras4j.expr.WholeDomain;
import keras4j.measure.Direction;
import keras4j.plot.Chart;
import keras4j.plot.Charts;
import keras4j.plot.Variable;
import org.jspecify.annotations.Nullable;

/** The pictures of a search. */
final class Pictures {
    private Pictures() {}

    static Chart byParameter(Tuned tuned, Criterion criterion) {
        return Charts.byParameter(score(tuned, criterion), variables(tuned));
    }

    static Chart progress(Tuned tuned, Criterion criterion) {
        return Charts.search(score(tuned, criterion), criterion.direction() == Direction.MAXIMIZE);
    }

    static Chart parallel(Tuned tuned, Criterion criterion) {
        return Charts.parallel(score(tuned, criterion), criterion.direction() == Direction.MAXIMIZE, variables(tuned));
    }

    private static Variable score(Tuned tuned, Criterion criterion) {
        return Variable.of(
                criterion.name(),
                tuned.candidates().stream()
                        .mapToDouble(candidate -> candidate.of(criterion).mean())
                        .toArray());
    }

    private static Variable[] variables(Tuned tuned) {
        return tuned.space().values().stream()
                .map(value -> variable(tuned.candidates(), value))
                .toArray(Variable[]::new);
    }

    private static Variable variable(List<Candidate> candidates, OpenValue value) {
        if (value.domain() instanceof Choices) {
            return Variable.of(
                    value.name(),
                    candidates.stream()
                            .map(each -> Objects.toString(each.point().value(value.name()), "none"))
                            .toList());
        }
        Variable numbers = Variable.of(
                value.name(),
                candidates.stream()
                        .mapToDouble(each -> number(each.point().value(value.name())))
                        .toArray());
        return log(value.domain()) ? numbers.log() : numbers;
    }

    private static boolean log(Domain domain) {
        return domain instanceof WholeDomain whole ? whole.log() : ((RealDomain) domain).log();
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
