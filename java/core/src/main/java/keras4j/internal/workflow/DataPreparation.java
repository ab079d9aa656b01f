package keras4j.internal.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import keras4j.code.Program;
import keras4j.data.Examples;
import keras4j.data.Input;
import keras4j.data.InvalidRowException;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
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

    /** Returns a copy whose outcomes have the shapes of outputs in which axes vary. */
    public DataPreparation giving(List<List<Integer>> outputs) {
        List<Outcome> outcomes = IntStream.range(0, outputs.size())
                .mapToObj(at -> giving(schema.outcomes().get(at), outputs.get(at)))
                .toList();
        return new DataPreparation(recipe, new Schema(schema.inputs(), outcomes));
    }

    private static Outcome giving(Outcome outcome, List<Integer> output) {
        boolean varies = !outcome.classifies()
                && (output.contains(Input.VARYING) || outcome.shape().contains(Input.VARYING));
        return varies ? new Outcome(outcome.columns(), outcome.levels(), output) : outcome;
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
        return recipe == null
                ? schema.x(ofOneSize(frame))
                : read(
                        recipe.predictable(frame),
                        rows -> schema.x(ofOneSize(rows)),
                        () -> recipe.predictable(frame, rowColumn()));
    }

    /**
     * Returns the predictions for the rows of a frame.
     *
     * @param model the function from the inputs to the outputs
     */
    public Predictions predictions(DataFrame frame, UnaryOperator<List<Tensor>> model) {
        DataFrame predictable = predictable(frame);
        return predictions(frame, predictable, model.apply(predicted(predictable, schema::x)));
    }

    /** Returns the rows of a frame as the model takes them, with the numbers that they have there. */
    public DataFrame predictable(DataFrame frame) {
        return recipe == null ? frame : recipe.predictable(frame, rowColumn());
    }

    /** Returns the numbers of predictable rows in groups of rows of one size. */
    public List<int[]> sizes(DataFrame predictable) {
        return predicted(predictable, schema::groups);
    }

    /** Returns the inputs of some predictable rows, which are of one size. */
    public List<Tensor> x(DataFrame predictable, int[] rows) {
        return predicted(predictable.rows(rows).select(), schema::x);
    }

    private <T> T predicted(DataFrame predictable, Function<DataFrame, T> read) {
        return recipe == null ? read.apply(predictable) : read(predictable, read, () -> predictable);
    }

    /** Returns the outputs for predictable rows of a frame as predictions. */
    public Predictions predictions(DataFrame frame, DataFrame predictable, List<Tensor> outputs) {
        Predictions predictions = predictions(outputs);
        return recipe == null ? predictions : predictions.ofRows(given(predictable), frame.height());
    }

    /** Returns the number of each prepared row in the given frame. */
    private int[] given(DataFrame numbered) {
        Series<?> numbers = numbered.getColumn(rowColumn());
        return IntStream.range(0, numbers.size())
                .map(row -> ((Number) numbers.get(row)).intValue())
                .toArray();
    }

    /** Returns a name that no column of the recipe has. */
    private String rowColumn() {
        String name = ".row";
        while (isColumn(name)) {
            name += ".";
        }
        return name;
    }

    private boolean isColumn(String name) {
        FittedRecipe own = Objects.requireNonNull(recipe);
        return own.outputs().stream().anyMatch(column -> column.name().equals(name));
    }

    /** Returns inputs and outcomes, weighted if the recipe has case weights. */
    public Examples examples(DataFrame frame) {
        if (recipe == null) {
            return prepared(ofOneSize(frame));
        }
        requireTruth(frame);
        return read(
                known(recipe, recipe.predictable(frame)),
                rows -> prepared(ofOneSize(rows)),
                () -> numbered(frame, rowColumn()));
    }

    private DataFrame ofOneSize(DataFrame rows) {
        int sizes = varies() ? schema.groups(rows).size() : 1;
        if (sizes > 1) {
            throw new IllegalArgumentException("Schema: rows must be of one size here, got rows of " + sizes
                    + " sizes; keras.fit, predict, evaluate, measure and importance take rows of unequal size");
        }
        return rows;
    }

    private boolean varies() {
        return schema.inputs().stream().anyMatch(input -> input.shape().contains(Input.VARYING));
    }

    /** Returns inputs and outcomes in groups of rows of one size; one group if no size varies. */
    public List<Examples> groups(DataFrame frame) {
        if (!varies()) {
            return List.of(examples(frame));
        }
        if (recipe == null) {
            return preparedGroups(frame);
        }
        requireTruth(frame);
        return read(known(recipe, recipe.predictable(frame)), this::preparedGroups, () -> numbered(frame, rowColumn()));
    }

    /** Returns inputs and outcomes of prepared rows in groups of rows of one size. */
    List<Examples> preparedGroups(DataFrame rows) {
        List<int[]> groups = schema.groups(rows);
        return groups.size() == 1
                ? List.of(prepared(rows))
                : groups.stream()
                        .map(group -> prepared(rows.rows(group).select()))
                        .toList();
    }

    /** Reads prepared rows; an exception names the column and the row as they were given. */
    private <T> T read(DataFrame rows, Function<DataFrame, T> read, Supplier<DataFrame> numbered) {
        try {
            return read.apply(rows);
        } catch (InvalidRowException refused) {
            if (refused.row().isEmpty()) {
                throw refused;
            }
            throw Objects.requireNonNull(recipe)
                    .source(refused)
                    .at(given(numbered.get())[refused.row().getAsInt()]);
        }
    }

    private static InvalidRowException missing(String column, List<String> known) {
        return new InvalidRowException(
                        "Schema: column '" + Quoted.cut(column) + "'", "be in the frame", "columns " + Quoted.of(known))
                .in(column)
                .advice(NearestName.quotedHint(column, known));
    }

    /** Checks that outcomes and weights are there, which rows to predict may lack. */
    private void requireTruth(DataFrame frame) {
        for (RecipeVariable input : Objects.requireNonNull(recipe).inputs()) {
            boolean needed = input.role() == Role.OUTCOME || input.role() == Role.CASE_WEIGHT;
            if (needed && !frame.getColumnsIndex().contains(input.name())) {
                throw missing(input.name(), List.of(frame.getColumnsIndex().toArray()));
            }
        }
    }

    /**
     * Returns the rows of {@link #examples(DataFrame)} with one more column: the number of each row in the given frame,
     * from 0.
     *
     * @throws NullPointerException if there is no recipe
     */
    public DataFrame numbered(DataFrame frame, String number) {
        FittedRecipe own = Objects.requireNonNull(recipe);
        return known(own, own.predictable(frame, number));
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
