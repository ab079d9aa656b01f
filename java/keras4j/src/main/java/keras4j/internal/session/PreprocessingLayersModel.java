package keras4j.internal.session;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Input.PredictorColumn;
import keras4j.data.Schema;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.ModelOrigin;
import keras4j.internal.python.PythonRequest;
import keras4j.internal.text.Quoted;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.FittedStep;
import keras4j.recipe.Kind;
import keras4j.recipe.PreprocessingLayers;
import keras4j.recipe.RecipeVariable;
import keras4j.recipe.Role;

/** Fitted model with its recipe as preprocessing layers of Keras in front. */
final class PreprocessingLayersModel {
    private static final JsonMapper JSON = new JsonMapper();
    /** Difference of a prepared number, of about unit size, that changes predictions no more than float32 does anyway. */
    private static final double MAX_LAYER_ERROR = 1e-4;

    private final FittedModel fitted;
    private final List<PreprocessingLayers> steps = new ArrayList<>();
    /** Input columns that each prepared column is computed from. */
    private final Map<String, List<String>> sources;
    /** Largest difference that float32 makes to each prepared column. */
    private final Map<String, Double> errors = new HashMap<>();

    private PreprocessingLayersModel(FittedModel fitted, FittedRecipe recipe) {
        this.fitted = fitted;
        this.sources = recipe.sources();
    }

    /**
     * Converts the steps of a model's recipe to layers.
     *
     * @throws IllegalArgumentException if a step has no equivalent layers, or a predictor is not a number
     */
    static PreprocessingLayersModel of(FittedModel fitted) {
        FittedRecipe recipe = Optional.ofNullable(fitted.preparation().recipe())
                .orElseThrow(() -> new IllegalArgumentException(
                        "Fitted " + fitted.name() + ": there is no recipe, because the model was fitted to tensors"));
        PreprocessingLayersModel inside = new PreprocessingLayersModel(fitted, recipe);
        recipe.inputs().forEach(inside::requireNumbers);
        recipe.steps().forEach(inside::follow);
        recipe.predictors().forEach(inside::requireSmallError);
        return inside;
    }

    private void requireNumbers(RecipeVariable variable) {
        boolean labels = Set.of(Kind.NOMINAL, Kind.DATE, Kind.TEXT).contains(variable.kind());
        if (variable.role() == Role.PREDICTOR && labels) {
            throw new IllegalArgumentException("Fitted " + fitted.name()
                    + ": preprocessing layers must start from numbers, got the " + variable.kind() + " column '"
                    + Quoted.cut(variable.name()) + "'");
        }
        errors.put(variable.name(), 0.0);
    }

    private void requireSmallError(String predictor) {
        double error = Objects.requireNonNull(errors.get(predictor));
        if (error > MAX_LAYER_ERROR) {
            List<String> given = Objects.requireNonNull(sources.get(predictor));
            throw new IllegalArgumentException("Fitted " + fitted.name()
                    + ": preprocessing layers compute in float32, in which the numbers of column " + Quoted.of(given)
                    + " must differ by more than rounding, got "
                    + (Double.isInfinite(error)
                            ? "other numbers"
                            : String.format(Locale.ROOT, "differences of up to %.2g", error))
                    + " in '" + Quoted.cut(predictor)
                    + "'; change the unit or the origin of the column, or keep the recipe");
        }
    }

    private void follow(FittedStep step) {
        if (step.trainingOnly()) {
            return;
        }
        List<PreprocessingLayers> layers = step.inLayers()
                .orElseThrow(() -> new IllegalArgumentException("Fitted " + fitted.name()
                        + ": recipe must have steps with equivalent Keras layers, got "
                        + Quoted.cut(step.name())));
        for (PreprocessingLayers each : layers) {
            steps.add(each);
            for (int at = 0; at < each.made().size(); at++) {
                String column = each.columns().get(Math.min(at, each.columns().size() - 1));
                errors.put(each.made().get(at), step.layerError(column, Objects.requireNonNull(errors.get(column))));
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
                        .flatMap(name -> Objects.requireNonNull(sources.get(name)).stream())
                        .distinct()
                        .map(name -> new PredictorColumn(name, List.of(), DType.FLOAT32))
                        .toList());
    }

    PythonRequest request() {
        ModelArguments arguments = ModelArguments.create()
                .signature(fitted.schema())
                .customs(fitted.customObjects())
                .maxLength(fitted.origin().maxLength());
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
                origin.name(),
                null,
                origin.seed(),
                origin.program(),
                origin.compiled(),
                origin.customObjects(),
                origin.maxLength());
    }
}
