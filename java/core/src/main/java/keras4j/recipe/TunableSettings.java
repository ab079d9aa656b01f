package keras4j.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.expr.Expr;
import keras4j.expr.Hyperparameter;
import keras4j.expr.HyperparameterExpr;
import keras4j.expr.Point;
import keras4j.expr.Space;

/** Open settings of the steps: {@code pca_components}, and {@code pca_2_components} of the second step of that kind. */
final class TunableSettings {
    private final List<Step> steps;

    TunableSettings(List<Step> steps) {
        this.steps = steps;
    }

    private UnaryOperator<String> names(int at) {
        String prefix = prefix(at);
        Map<String, String> own = new HashMap<>();
        TunableStep.in(steps.get(at)).forEach((setting, value) -> {
            String name = ((HyperparameterExpr) value).name();
            own.put(setting, name == null ? prefix + "_" + setting : name);
        });
        return setting -> own.getOrDefault(setting, prefix + "_" + setting);
    }

    /** Returns the name of a step, with a number if steps of its kind come before it. */
    private String prefix(int at) {
        Step step = steps.get(at);
        long before = steps.subList(0, at).stream()
                .filter(each -> each.name().equals(step.name()))
                .count();
        return before == 0 ? step.name() : step.name() + "_" + (before + 1);
    }

    Space space() {
        return new Space(IntStream.range(0, steps.size())
                .boxed()
                .flatMap(this::hyperparameters)
                .distinct()
                .toList());
    }

    private Stream<Hyperparameter> hyperparameters(int at) {
        UnaryOperator<String> names = names(at);
        return TunableStep.in(steps.get(at)).entrySet().stream().map(each -> {
            HyperparameterExpr open = (HyperparameterExpr) each.getValue();
            return new Hyperparameter(names.apply(each.getKey()), open.domain(), open.when(), true);
        });
    }

    List<Step> at(Point point) {
        Map<String, Expr> chosen = space().checked(point).values();
        List<Step> closed = new ArrayList<>();
        for (int at = 0; at < steps.size(); at++) {
            closed.add(TunableStep.closed(steps.get(at), names(at), chosen));
        }
        return closed;
    }
}
