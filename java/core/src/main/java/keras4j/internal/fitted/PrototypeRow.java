package keras4j.internal.fitted;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Input.PredictorColumn;
import keras4j.internal.workflow.DataPreparation;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.RecipeVariable;
import keras4j.recipe.Role;

/**
 * Prototype row of the columns that a model predicts from, as JSON. Its values are placeholders: 0, false, the first
 * level, a day; for an array its type and shape. No value comes from the training rows.
 */
public final class PrototypeRow {
    private PrototypeRow() {}

    public static ObjectNode of(DataPreparation preparation) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        FittedRecipe recipe = preparation.recipe();
        for (Input input : preparation.schema().inputs()) {
            input.predictors().forEach(column -> put(row, column));
        }
        if (recipe != null) {
            ObjectNode prepared = row.deepCopy();
            row.removeAll();
            recipe.inputs().stream()
                    .filter(column -> column.role() == Role.PREDICTOR)
                    .forEach(column -> put(row, column, prepared));
        }
        return row;
    }

    private static void put(ObjectNode row, PredictorColumn column) {
        if (column.shape().isEmpty()) {
            boolean text = column.dtype() == DType.STRING;
            row.set(column.name(), text ? row.textNode("") : row.numberNode(0));
            return;
        }
        ObjectNode array =
                row.putObject(column.name()).put("dtype", column.dtype().toString());
        column.shape().forEach(array.withArray("shape")::add);
    }

    private static void put(ObjectNode row, RecipeVariable column, ObjectNode prepared) {
        switch (column.kind()) {
            case NUMBER -> row.put(column.name(), 0);
            case BOOLEAN -> row.put(column.name(), false);
            case NOMINAL ->
                row.put(
                        column.name(),
                        column.levels().isEmpty() ? "" : column.levels().get(0));
            case TEXT -> row.put(column.name(), "");
            case DATE -> row.put(column.name(), "2000-01-01");
            case ARRAY ->
                row.set(
                        column.name(),
                        prepared.path(column.name()).isObject()
                                ? prepared.get(column.name())
                                : row.objectNode().put("dtype", "float32"));
        }
    }
}
