package keras4j.internal.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import keras4j.expr.Choices;
import keras4j.expr.Domain;
import keras4j.expr.Expr;
import keras4j.expr.Hyperparameter;
import keras4j.expr.HyperparameterExpr;
import keras4j.expr.Literal;
import keras4j.expr.Point;
import keras4j.expr.RealDomain;
import keras4j.expr.Space;
import keras4j.expr.WholeDomain;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python;
import keras4j.internal.python.PythonRequest;
import keras4j.measure.Direction;
import keras4j.python.StoppedException;
import keras4j.tune.Sampler;

/**
 * Sampler of Optuna in the session's Python. A choice is exchanged as its index.
 *
 * @param deadline the end of the search
 */
public record OptunaSampler(Python python, Deadline deadline) implements Sampler {
    @Override
    public List<Point> suggest(Space space, Direction direction, List<Tried> tried, int count, long seed) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        space.values().forEach(value -> domains.put(value.name(), value.domain()));
        ObjectNode arguments = PythonRequest.empty()
                .put("maximize", direction == Direction.MAXIMIZE)
                .put("count", count)
                .put("seed", seed);
        ArrayNode values = arguments.putArray("space");
        space.values().forEach(value -> describe(values.addObject(), value, domains));
        ArrayNode told = arguments.putArray("told");
        tried.forEach(each -> tell(told.addObject(), each, domains));
        PythonRequest request = PythonRequest.of("suggest", arguments, "search");
        List<Point> points = new ArrayList<>();
        call(request).forEach(given -> points.add(point(space, given)));
        return points;
    }

    private JsonNode call(PythonRequest request) {
        try {
            return python.call(Python.Work.LOADING, request, CallListener.NONE, deadline)
                    .value();
        } catch (StoppedException stopped) {
            throw (CancellationException) new CancellationException(stopped.getMessage()).initCause(stopped);
        }
    }

    private static void describe(ObjectNode node, Hyperparameter value, Map<String, Domain> domains) {
        node.put("name", value.name()).put("log", false);
        if (value.domain() instanceof Choices choices) {
            node.put("kind", "choice")
                    .put("low", 0)
                    .put("high", choices.values().size() - 1);
        } else if (value.domain() instanceof WholeDomain whole) {
            node.put("kind", "whole").put("low", whole.low()).put("high", whole.high());
            node.put("log", whole.log());
        } else if (value.domain() instanceof RealDomain real) {
            node.put("kind", "real").put("low", real.low()).put("high", real.high());
            node.put("log", real.log());
        }
        ArrayNode when = node.putArray("when");
        value.when()
                .forEach(each -> condition(when.addObject(), each, Objects.requireNonNull(domains.get(each.name()))));
    }

    private static void condition(ObjectNode node, HyperparameterExpr.When when, Domain other) {
        node.put("name", when.name());
        Domain few = other instanceof Choices ? other : when.values();
        if (few instanceof Choices choices) {
            ArrayNode among = node.putArray("among");
            choices.values().stream()
                    .filter(value -> other.contains(value) && when.values().contains(value))
                    .forEach(value -> among.add(number(value, other)));
        } else {
            List<Expr> ends = when.values().levels(2);
            node.set("low", number(ends.get(0), other));
            node.set("high", number(ends.get(ends.size() - 1), other));
        }
    }

    private static void tell(ObjectNode node, Tried tried, Map<String, Domain> domains) {
        ObjectNode point = node.putObject("point");
        tried.point()
                .values()
                .forEach((name, value) -> point.set(name, number(value, Objects.requireNonNull(domains.get(name)))));
        node.put("result", Double.isFinite(tried.result()) ? tried.result() : null);
    }

    private static JsonNode number(Expr value, Domain domain) {
        if (domain instanceof Choices choices) {
            return JsonNodeFactory.instance.numberNode(choices.values().indexOf(value));
        }
        Object number = value instanceof Literal literal ? literal.value() : null;
        return number instanceof Long whole
                ? JsonNodeFactory.instance.numberNode(whole)
                : JsonNodeFactory.instance.numberNode((Double) Objects.requireNonNull(number));
    }

    private static Point point(Space space, JsonNode given) {
        Map<String, Expr> values = new LinkedHashMap<>();
        for (Hyperparameter each : space.values()) {
            JsonNode number = given.get(each.name());
            if (number != null) {
                values.put(each.name(), value(number, each.domain()));
            }
        }
        return space.checked(new Point(values));
    }

    private static Expr value(JsonNode number, Domain domain) {
        if (domain instanceof Choices choices) {
            return choices.values().get(number.asInt());
        }
        return domain instanceof WholeDomain ? Expr.of(number.asLong()) : Expr.of(number.asDouble());
    }
}
