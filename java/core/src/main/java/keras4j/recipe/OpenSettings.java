package keras4j.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import keras4j.expr.Expr;
import keras4j.expr.Open;
import keras4j.expr.OpenValue;
import keras4j.expr.Point;
import keras4j.expr.Space;

/** The open settings of steps: {@code pca_components}, and {@code pca_2_components} of the second such step. */
final class OpenSettings {
    private final List<Step> steps;

    OpenSettings(List<Step> steps) {
        this.steps = steps;
    }

    private UnaryOperator<String> names(int at) {
        Step step = steps.get(at);
        long before = steps.subList(0, at).stream()
                .filter(each -> each.name().equals(step.name()))
                .count();
        String prefix = before == 0 ? step.name() : step.name() + "_" + (before + 1);
        Map<String, String> own = new HashMap<>();
        Opened.in(step).forEach((setting, value) -> {
            String name = ((Open) value).name();
            own.put(setting, name == null ? prefix + "_" + setting : name);
        });
        return setting -> own.getOrDefault(setting, prefix + "_" + setting);
    }

    Space space() {
        List<OpenValue> values = new ArrayList<>();
        for (int at = 0; at < steps.size(); at++) {
            UnaryOperator<String> names = names(at);
            Opened.in(steps.get(at)).forEach((setting, value) -> {
                Open open = (Open) value;
                OpenValue named = new OpenValue(names.apply(setting), open.domain(), open.when(), true);
                if (!values.contains(named)) {
                    values.add(named);
                }
            });
        }
        return new Space(values);
    }

    List<Step> at(Point point) {
        Map<String, Expr> chosen = space().checked(point).values();
        List<Step> closed = new ArrayList<>();
        for (int at = 0; at < steps.size(); at++) {
            closed.add(Opened.closed(steps.get(at), names(at), chosen));
        }
        return closed;
    }
}
