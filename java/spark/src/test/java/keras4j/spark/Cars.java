package keras4j.spark;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.recipe.Selectors.numericPredictors;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Cars of mtcars as rows of a dataset, and a model of them. */
final class Cars {
    private static final DataFrame FRAME = Datasets.mtcars();

    private Cars() {}

    /** Returns a model whose recipe normalizes. */
    static Fitted fitted(Keras keras) {
        var hidden = block("hidden", dense(16).activation(RELU));
        var spec = regressor("cars", input(), hidden, output()).epochs(3).seed(1);
        return keras.fit(workflow(recipe("mpg ~ .").normalize(numericPredictors()), spec), FRAME);
    }

    /** Returns rows with a column {@code id}: the cars over and over, each with a horsepower of its own. */
    static Dataset<Row> rows(SparkSession spark, int rows, int partitions) {
        StructType schema = new StructType().add("car", DataTypes.LongType);
        for (String name : FRAME.getColumnsIndex()) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        Dataset<Row> cars = functions.broadcast(spark.createDataFrame(
                IntStream.range(0, FRAME.height()).mapToObj(Cars::row).toList(), schema));
        return spark.range(0, rows, 1, partitions)
                .withColumn("car", functions.expr("id % " + FRAME.height()))
                .join(cars, "car")
                .withColumn("hp", functions.expr("hp + id / 1000"))
                .drop("car", "mpg");
    }

    private static Row row(int at) {
        Object[] cells = new Object[FRAME.width() + 1];
        cells[0] = (long) at;
        for (int column = 0; column < FRAME.width(); column++) {
            cells[column + 1] = ((Number) FRAME.getColumn(column).get(at)).doubleValue();
        }
        return RowFactory.create(cells);
    }

    /** Returns what a session on the driver predicts for rows. */
    static float[] predicted(Keras keras, Fitted fitted, List<Row> rows) {
        String[] names = Arrays.stream(rows.get(0).schema().fieldNames())
                .filter(name -> List.of(FRAME.getColumnsIndex().toArray()).contains(name))
                .toArray(String[]::new);
        Series<?>[] columns = Arrays.stream(names)
                .map(name -> Series.ofDouble(rows.stream()
                        .mapToDouble(row -> row.<Double>getAs(name))
                        .toArray()))
                .toArray(Series<?>[]::new);
        return keras.predict(fitted, DataFrame.byColumn(names).of(columns)).floats();
    }

    /** Returns the predictions in scored rows. */
    static float[] scores(List<Row> rows) {
        float[] scores = new float[rows.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = rows.get(row).<Float>getAs(".pred");
        }
        return scores;
    }
}
