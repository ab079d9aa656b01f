package keras4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.Role;
import keras4j.recipe.Variable;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/**
 * How a frame becomes what a model takes.
 *
 * @param recipe what prepares the frame; null for a model that was fitted to tensors, whose frames are taken as they are
 * @param schema what the model takes of the prepared frame
 */
record Preparation(@Nullable FittedRecipe recipe, Schema schema) {
    /** Of a model without a recipe. */
    static Preparation of(Schema schema) {
        return new Preparation(null, schema);
    }

    /** Outcomes that the recipe computes anew. */
    Set<String> transformed() {
        return recipe == null ? Set.of() : Set.copyOf(recipe.transformed());
    }

    /** The inputs in the order of the model, each of shape {@code (rows, ...)}. */
    List<Tensor> x(DataFrame frame) {
        return schema.x(recipe == null ? frame : recipe.apply(frame));
    }

    /** Inputs and outcomes, weighted where the recipe has case weights. */
    Examples examples(DataFrame frame) {
        return prepared(recipe == null ? frame : known(recipe, recipe.apply(frame)));
    }

    /**
     * The rows that {@link #examples(DataFrame)} makes, with a column more: which of the rows given each is, from 0.
     *
     * @throws NullPointerException there is no recipe
     */
    DataFrame numbered(DataFrame frame, String number) {
        FittedRecipe own = Objects.requireNonNull(recipe);
        return known(own, own.apply(frame, number));
    }

    /** Without rows for which a step that makes an outcome had none to make it of, as at the end of a series. */
    private static DataFrame known(FittedRecipe recipe, DataFrame rows) {
        List<String> given = recipe.inputs().stream().map(Variable::name).toList();
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

    /** The same of rows that the recipe has prepared already. */
    Examples prepared(DataFrame rows) {
        return schema.examples(rows, recipe == null ? null : recipe.caseWeight().orElse(null));
    }

    /** The columns of a frame, as they come, that the model predicts from. */
    List<String> predictors() {
        if (recipe == null) {
            return schema.inputs().stream()
                    .flatMap(input -> input.columns().stream())
                    .toList();
        }
        return recipe.inputs().stream()
                .filter(column -> column.role() == Role.PREDICTOR)
                .map(Variable::name)
                .toList();
    }
}
