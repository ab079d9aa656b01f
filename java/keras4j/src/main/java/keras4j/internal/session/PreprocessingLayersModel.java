package keras4j.internal.session;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.PredictorColumn;
import keras4j.data.Schema;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.ModelOrigin;
import keras4j.internal.python.PythonRequest;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.FittedStep;
import keras4j.recipe.Kind;
import keras4j.recipe.PreprocessingLayers;
import keras4j.recipe.RecipeVariable;
import keras4j.recipe.Role;

/** Fitted model with its recipe as preprocessing layers of Keras in front. */
final class PreprocessingLayersModel {
    private static final JsonMapper JSON = new JsonMapper();

    private final FittedModel fitted;
    private final List<PreprocessingLayers> steps = new ArrayList<>();
    /** Source column of each prepared column. */
    private final Map<String, String> sources = new HashMap<>();

    private PreprocessingLayersModel(FittedModel fitted) {
        this.fitted = fitted;
    }

    /**
     * Converts the steps of a model's recipe to layers.
     *
     * @throws IllegalArgumentException if a step has no equivalent layers, or a predictor is not a number
     */
    static PreprocessingLayersModel of(FittedModel fitted) {
        PreprocessingLayersModel inside = new PreprocessingLayersModel(fitted);
        FittedRecipe recipe = Optional.ofNullable(fitted.preparation().recipe())
                .orElseThrow(() -> new IllegalArgumentException(
                        "Fitted " + fitted.name() + ": there is no recipe, because the model was fitted to tensors"));
        recipe.inputs().forEach(inside::begin);
        recipe.steps().forEach(inside::follow);
        return inside;
    }

    private void begin(RecipeVariable variable) {
        boolean labels = variable.kind() == Kind.NOMINAL || variable.kind() == Kind.DATE;
        if (variable.role() == Role.PREDICTOR && labels) {
            throw new IllegalArgumentException("Fitted " + fitted.name()
                    + ": preprocessing layers must start from numbers, got the " + variable.kind() + " column '"
                    + variable.name() + "'");
        }
        sources.put(variable.name(), variable.name());
    }

    private void follow(FittedStep step) {
        if (step.trainingOnly()) {
            return;
        }
        List<PreprocessingLayers> layers = step.inLayers()
                .orElseThrow(() -> new IllegalArgumentException("Fitted " + fitted.name()
                        + ": recipe must have steps with equivalent Keras layers, got "
                        + step.name()));
        for (PreprocessingLayers each : layers) {
            steps.add(each);
            for (int at = 0; at < each.made().size(); at++) {
                String column = each.columns().get(Math.min(at, each.columns().size() - 1));
                sources.put(each.made().get(at), Objects.requireNonNull(sources.get(column)));
            }
        }
    }

    /** Returns the original columns of each input; no step changes an array column. */
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
                        .map(name -> new PredictorColumn(name, List.of(), DType.FLOAT32))
                        .toList());
    }

    PythonRequest request() {
        ModelArguments arguments =
                ModelArguments.create().signature(fitted.schema()).customs(fitted.customObjects());
        arguments.json().set("steps", JSON.valueToTree(steps));
        arguments.json().set("raw", JSON.valueToTree(columns(schema())));
        arguments.json().set("prepared", JSON.valueToTree(columns(fitted.schema())));
        return arguments.request(
                "put_preparation_inside", List.of(ModelArrays.of(fitted)), "preparation inside " + fitted.name());
    }

    /** Returns the columns of each input; none for an array, which no step changes. */
    private static List<List<String>> columns(Schema schema) {
        return schema.inputs().stream()
                .map(input -> takesArray(input) ? List.<String>of() : input.columns())
                .toList();
    }

    private static boolean takesArray(Input input) {
        return !input.predictors().get(0).shape().isEmpty();
    }

    /** Returns the origin of the combined model, which has no spec. */
    ModelOrigin origin() {
        ModelOrigin origin = fitted.origin();
        return new ModelOrigin(
                origin.name(), null, origin.seed(), origin.program(), origin.compiled(), origin.customObjects());
    }
}
