package keras4j.internal.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import keras4j.code.Program;
import keras4j.data.Examples;
import keras4j.data.Input;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.prediction.Predictions;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.RecipeVariable;
import keras4j.recipe.Role;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of frames to the inputs of a model.
 *
 * @param recipe the fitted recipe; null for a model that was fitted to tensors, whose frames are used as they are
 * @param schema the columns of the prepared frame that the model takes
 */
public record DataPreparation(@Nullable FittedRecipe recipe, Schema schema) {
    /** Returns the preparation of a model without a recipe. */
    public static DataPreparation of(Schema schema) {
        return new DataPreparation(null, schema);
    }

    /** Returns the program of a spec for data of a schema. */
    public static Program program(Spec spec, Schema schema) {
        return spec.program(
                schema.inputs().stream().map(Input::shape).toList(),
                schema.outcomes().stream().map(Outcome::levels).toList());
    }

    /** Returns the outputs of the model as predictions. */
    public Predictions predictions(List<Tensor> outputs) {
        return Predictions.of(outputs, schema, transformed());
    }

    /** Returns the outcomes that the recipe transforms. */
    public Set<String> transformed() {
        return recipe == null ? Set.of() : Set.copyOf(recipe.transformed());
    }

    /** Returns the inputs in the order of the model, each of shape {@code (rows, ...)}. */
    public List<Tensor> x(DataFrame frame) {
        return schema.x(recipe == null ? frame : recipe.apply(frame));
    }

    /** Returns inputs and outcomes, weighted if the recipe has case weights. */
    public Examples examples(DataFrame frame) {
        return prepared(recipe == null ? frame : known(recipe, recipe.apply(frame)));
    }

    /**
     * Returns the rows of {@link #examples(DataFrame)} with one more column: the number of each row in the given frame,
     * from 0.
     *
     * @throws NullPointerException if there is no recipe
     */
    public DataFrame numbered(DataFrame frame, String number) {
        FittedRecipe own = Objects.requireNonNull(recipe);
        return known(own, own.apply(frame, number));
    }

    /** Removes rows without an outcome because a step had no rows to compute it from, as at the end of a series. */
    private static DataFrame known(FittedRecipe recipe, DataFrame rows) {
        List<String> given = recipe.inputs().stream().map(RecipeVariable::name).toList();
        List<Series<?>> made = new ArrayList<>();
        recipe.outcomes().stream()
                .filter(name -> !given.contains(name) && rows.getColumnsIndex().contains(name))
                .forEach(name -> made.add(rows.getColumn(name)));
        int[] whole = IntStream.range(0, rows.height())
                .filter(row -> made.stream().noneMatch(cells -> isMissing(cells.get(row))))
                .toArray();
        return whole.length == rows.height() ? rows : rows.rows(whole).select();
    }

    private static boolean isMissing(@Nullable Object cell) {
        return cell == null || (cell instanceof Number number && Double.isNaN(number.doubleValue()));
    }

    /** Returns inputs and outcomes of rows that the recipe has already prepared. */
    public Examples prepared(DataFrame rows) {
        return schema.examples(rows, recipe == null ? null : recipe.caseWeight().orElse(null));
    }

    /** Returns the columns of an unprepared frame that the model predicts from. */
    public List<String> predictors() {
        if (recipe == null) {
            return schema.inputs().stream()
                    .flatMap(input -> input.columns().stream())
                    .toList();
        }
        return recipe.inputs().stream()
                .filter(column -> column.role() == Role.PREDICTOR)
                .map(RecipeVariable::name)
                .toList();
    }
}
