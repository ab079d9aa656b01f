package keras4j.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import keras4j.expr.Choices;
import keras4j.expr.Expr;
import keras4j.expr.Open;
import org.dflib.DataFrame;

/** A step some of whose settings are not chosen yet: what it is with each at its first value, and what they are chosen from. */
record Opened(Step inner, Map<String, Expr> open) implements Step {
    Opened {
        open = Collections.unmodifiableMap(new LinkedHashMap<>(open));
        for (Map.Entry<String, Expr> each : open.entrySet()) {
            Open value = (Open) each.getValue();
            List<Expr> ends = value.domain() instanceof Choices choices
                    ? choices.values()
                    : value.domain().levels(2);
            // The step itself refuses what it can't be.
            for (Expr end : ends) {
                RecipeJson.set(inner, each.getKey(), end.json());
            }
        }
    }

    /** The step with one more setting open. */
    static Step of(Step step, String setting, Open value) {
        if (step instanceof TrainingOnly only) {
            return new TrainingOnly(of(only.inner(), setting, value));
        }
        Opened before = step instanceof Opened opened ? opened : new Opened(step, Map.of());
        JsonNode first = value.domain().first().json();
        Map<String, Expr> more = new LinkedHashMap<>(before.open());
        more.put(setting, value);
        return new Opened(RecipeJson.set(before.inner(), setting, first), more);
    }

    /** What is open in a step, by the name of the setting. */
    static Map<String, Expr> in(Step step) {
        return step instanceof TrainingOnly only
                ? in(only.inner())
                : step instanceof Opened opened ? opened.open() : Map.of();
    }

    /** A step with each open setting at what is chosen for it. */
    static Step closed(Step step, UnaryOperator<String> names, Map<String, Expr> chosen) {
        if (step instanceof TrainingOnly only) {
            return new TrainingOnly(closed(only.inner(), names, chosen));
        }
        if (!(step instanceof Opened opened)) {
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
    public FittedStep learn(Table training) {
        throw new IllegalArgumentException(name() + ": open values must be chosen with at(point) first, got " + open);
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
