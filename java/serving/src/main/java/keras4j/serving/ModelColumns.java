package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Input.PredictorColumn;
import keras4j.data.InvalidRowException;
import keras4j.fitted.Fitted;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.Kind;
import keras4j.recipe.RecipeVariable;
import keras4j.recipe.Role;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Columns that a model predicts from, before its recipe.
 *
 * @param items the columns in order
 */
record ModelColumns(List<ModelColumn> items) {
    static ModelColumns of(Fitted fitted) {
        Map<String, ModelColumn> prepared = new LinkedHashMap<>();
        for (Input input : fitted.schema().inputs()) {
            input.predictors().forEach(column -> prepared.put(column.name(), of(column)));
        }
        return new ModelColumns(
                fitted.recipe().map(recipe -> given(recipe, prepared)).orElseGet(() -> List.copyOf(prepared.values())));
    }

    private static ModelColumn of(PredictorColumn column) {
        Kind kind = column.shape().isEmpty() ? Kind.NUMBER : Kind.ARRAY;
        boolean text = column.shape().isEmpty() && column.dtype() == DType.STRING;
        return new ModelColumn(column.name(), text ? Kind.TEXT : kind, List.of(), column.shape(), column.dtype());
    }

    private static List<ModelColumn> given(FittedRecipe recipe, Map<String, ModelColumn> prepared) {
        return recipe.inputs().stream()
                .filter(column -> column.role() == Role.PREDICTOR)
                .map(column -> of(column, prepared))
                .toList();
    }

    /** Returns a column of a recipe; of an array only its prepared column has the shape. */
    private static ModelColumn of(RecipeVariable column, Map<String, ModelColumn> prepared) {
        ModelColumn other = prepared.get(column.name());
        return column.kind() == Kind.ARRAY && other != null && other.kind() == Kind.ARRAY
                ? other
                : new ModelColumn(column.name(), column.kind(), column.levels(), List.of(), DType.FLOAT32);
    }

    /** Reads rows as a frame. */
    DataFrame frame(RequestRows rows) {
        if (rows.count() == 0) {
            throw new InvalidRowException("Request: rows", "be at least one", "none");
        }
        String[] names = items.stream().map(ModelColumn::name).toArray(String[]::new);
        return DataFrame.byColumn(names)
                .of(items.stream().map(column -> column.series(rows)).toArray(Series<?>[]::new));
    }

    /** Returns a row of placeholders. */
    ObjectNode example() {
        ObjectNode row = ServingJson.object();
        items.forEach(column -> row.set(column.name(), column.example()));
        return row;
    }

    /** Returns the JSON Schema of a row. */
    ObjectNode schema() {
        ObjectNode schema = ServingJson.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (ModelColumn column : items) {
            properties.set(column.name(), column.schema());
            required.add(column.name());
        }
        schema.putArray("examples").add((JsonNode) example());
        return schema;
    }
}
