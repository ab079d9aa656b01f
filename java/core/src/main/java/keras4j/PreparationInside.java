package keras4j;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Predictor;
import keras4j.data.Schema;
import keras4j.python.Request;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.FittedStep;
import keras4j.recipe.InLayers;
import keras4j.recipe.Kind;
import keras4j.recipe.Role;
import keras4j.recipe.Variable;

/** A fitted model with what its recipe does as layers of Keras before it. */
final class PreparationInside {
    private static final JsonMapper JSON = new JsonMapper();

    private final Fitted fitted;
    private final List<InLayers> steps = new ArrayList<>();
    /** The column that each prepared one is computed from. */
    private final Map<String, String> sources = new HashMap<>();

    private PreparationInside(Fitted fitted) {
        this.fitted = fitted;
    }

    /** @throws IllegalArgumentException if a step can't be done by layers, or a predictor is no number */
    static PreparationInside of(Fitted fitted) {
        PreparationInside inside = new PreparationInside(fitted);
        FittedRecipe recipe = fitted.recipe()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Fitted " + fitted.name() + ": there is no preparation, because tensors were fitted"));
        recipe.inputs().forEach(inside::begin);
        recipe.steps().forEach(inside::follow);
        return inside;
    }

    private void begin(Variable variable) {
        boolean labels = variable.kind() == Kind.NOMINAL || variable.kind() == Kind.DATE;
        if (variable.role() == Role.PREDICTOR && labels) {
            throw new IllegalArgumentException("Fitted " + fitted.name()
                    + ": preparation inside a model must begin with numbers, got the " + variable.kind() + " column '"
                    + variable.name() + "'");
        }
        sources.put(variable.name(), variable.name());
    }

    private void follow(FittedStep step) {
        if (step.trainingOnly()) {
            return;
        }
        List<InLayers> layers = step.inLayers()
                .orElseThrow(() -> new IllegalArgumentException("Fitted " + fitted.name()
                        + ": preparation inside a model must be of steps that Keras' layers do exactly, got "
                        + step.name()));
        for (InLayers each : layers) {
            steps.add(each);
            for (int at = 0; at < each.made().size(); at++) {
                String column = each.columns().get(Math.min(at, each.columns().size() - 1));
                sources.put(each.made().get(at), Objects.requireNonNull(sources.get(column)));
            }
        }
    }

    /** The raw columns that each input takes; an array column is one that no step changes. */
    Schema schema() {
        Schema prepared = fitted.schema();
        return new Schema(prepared.inputs().stream().map(this::raw).toList(), prepared.outcomes());
    }

    private Input raw(Input input) {
        if (takesArray(input)) {
            return input;
        }
        return new Input(
                input.name(),
                input.columns().stream()
                        .map(name -> Objects.requireNonNull(sources.get(name)))
                        .distinct()
                        .map(name -> new Predictor(name, List.of(), DType.FLOAT32))
                        .toList());
    }

    Request request() {
        ObjectNode arguments = FitCall.ports(Request.empty(), fitted.schema());
        FitCall.customs(arguments, fitted.customObjects());
        arguments.set("steps", JSON.valueToTree(steps));
        arguments.set("raw", JSON.valueToTree(columns(schema())));
        arguments.set("prepared", JSON.valueToTree(columns(fitted.schema())));
        return new Request(
                "put_preparation_inside",
                arguments,
                List.of(FitCall.model(fitted)),
                "preparation inside " + fitted.name());
    }

    /** None where an input takes an array, which no step changes. */
    private static List<List<String>> columns(Schema schema) {
        return schema.inputs().stream()
                .map(input -> takesArray(input) ? List.<String>of() : input.columns())
                .toList();
    }

    private static boolean takesArray(Input input) {
        return !input.predictors().get(0).shape().isEmpty();
    }

    /** Where the model with everything in it comes from: no spec builds it. */
    Origin origin() {
        Origin origin = fitted.origin();
        return new Origin(
                origin.name(), null, origin.seed(), origin.program(), origin.compiled(), origin.customObjects());
    }
}
