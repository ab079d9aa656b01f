package keras4j.internal.spark;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keras4j.fitted.Fitted;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.text.Quoted;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.FittedStep;
import keras4j.recipe.RecipeVariable;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Function that scores the rows of a partition.
 *
 * @param model the model, sent once
 * @param frames the conversion of rows
 * @param onnx whether ONNX Runtime computes, without Python
 * @param workers the number of worker processes of an executor at most; 0 for as many as tasks run at once
 * @param batchRows the number of rows that are predicted at once
 */
public record ScoringTask(Broadcast<SentModel> model, RowFrames frames, boolean onnx, int workers, int batchRows)
        implements MapPartitionsFunction<InternalRow, InternalRow> {
    private static final List<String> STEPS_OF_ORDER = List.of("lag", "sequence");

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
        return new ScoredPartition(rows, this);
    }

    /** Returns a dataset with predictions. */
    public static Dataset<Row> scored(
            Dataset<Row> rows, ModelBroadcast model, boolean onnx, int workers, int batchRows) {
        SparkSession spark = rows.sparkSession();
        Fitted fitted = model.fitted();
        StructType schema = schema(rows.schema(), fitted, onnx);
        if (!onnx) {
            new ExecutorMemory(spark.sparkContext().getConf()).require(workers, ExecutorScorers.backend(fitted));
        }
        RowFrames frames = frames(rows.schema(), fitted, spark.conf().get("spark.sql.session.timeZone"));
        Broadcast<SentModel> sent = model.in(spark.sparkContext());
        return InternalRows.of(rows)
                .mapPartitions(new ScoringTask(sent, frames, onnx, workers, batchRows), InternalRows.encoder(schema))
                .toDF();
    }

    /** Returns the schema of a scored dataset; one that the model can't score is refused. */
    public static StructType schema(StructType rows, Fitted fitted, boolean onnx) {
        FittedModel model = PublicFaces.open(fitted, FittedModel.class);
        requireRowByRow(model);
        if (onnx) {
            model.requireOnnx();
        }
        var unused = frames(rows, fitted, "UTC");
        return PredictionFields.added(rows, model);
    }

    private static RowFrames frames(StructType schema, Fitted fitted, String zone) {
        FittedModel model = PublicFaces.open(fitted, FittedModel.class);
        List<String> others = fitted.recipe().stream()
                .flatMap(recipe -> recipe.inputs().stream())
                .map(RecipeVariable::name)
                .toList();
        return RowFrames.of(schema, model.preparation().predictors(), others, zone);
    }

    private static void requireRowByRow(FittedModel model) {
        Optional<String> step = Stream.ofNullable(model.preparation().recipe())
                .map(FittedRecipe::steps)
                .flatMap(List::stream)
                .map(FittedStep::name)
                .filter(STEPS_OF_ORDER::contains)
                .findFirst();
        if (step.isPresent()) {
            throw new IllegalArgumentException("KerasScorer: recipe of " + Quoted.cut(model.name())
                    + " must prepare each row by itself, because the rows of a dataset have no order, got the step "
                    + step.get() + "; make such columns with a window function of Spark");
        }
        if (model.signature().varies()) {
            throw new IllegalArgumentException("KerasScorer: inputs of " + Quoted.cut(model.name())
                    + " must have rows of one size, got " + model.schema() + "; pad them before");
        }
    }
}
