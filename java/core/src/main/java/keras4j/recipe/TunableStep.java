package keras4j.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import keras4j.expr.Choices;
import keras4j.expr.Domain;
import keras4j.expr.Expr;
import keras4j.expr.HyperparameterExpr;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;

/** Step with open settings: the step with each of them at its first value, and the ranges of their values. */
record TunableStep(Step inner, Map<String, Expr> open) implements Step {
    TunableStep {
        open = Collections.unmodifiableMap(new LinkedHashMap<>(open));
        for (Map.Entry<String, Expr> each : open.entrySet()) {
            // The step's constructor rejects invalid values.
            for (Expr end : ends(((HyperparameterExpr) each.getValue()).domain())) {
                RecipeJson.set(inner, each.getKey(), end.json());
            }
        }
    }

    private static List<Expr> ends(Domain domain) {
        return domain instanceof Choices choices ? choices.values() : domain.levels(2);
    }

    /** Returns the step with one more open setting. */
    static Step of(Step step, String setting, HyperparameterExpr value) {
        if (step instanceof TrainingOnly only) {
            return new TrainingOnly(of(only.inner(), setting, value));
        }
        TunableStep before = step instanceof TunableStep opened ? opened : new TunableStep(step, Map.of());
        JsonNode first = value.domain().first().json();
        Map<String, Expr> more = new LinkedHashMap<>(before.open());
        more.put(setting, value);
        return new TunableStep(RecipeJson.set(before.inner(), setting, first), more);
    }

    /** Returns the open settings of a step by name. */
    static Map<String, Expr> in(Step step) {
        return step instanceof TrainingOnly only
                ? in(only.inner())
                : step instanceof TunableStep opened ? opened.open() : Map.of();
    }

    /** Returns a step with each open setting at its chosen value. */
    static Step closed(Step step, UnaryOperator<String> names, Map<String, Expr> chosen) {
        if (step instanceof TrainingOnly only) {
            return new TrainingOnly(closed(only.inner(), names, chosen));
        }
        if (!(step instanceof TunableStep opened)) {
            return step;
        }
        Step closed = opened.inner();
        for (String setting : opened.open().keySet()) {
            Expr value = chosen.get(names.apply(setting));
            closed = value == null ? closed : RecipeJson.set(closed, setting, value.json());
        }
        return closed;
    }

    @Override
    public FittedStep learn(StepTable training) {
        throw new IllegalArgumentException(
                name() + ": hyperparameters must be chosen with at(point) first, got " + Quoted.cut(open));
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public DataFrame tidy() {
        return inner.tidy();
    }
}
