package keras4j.internal.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.text.Quoted;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.dflib.DataFrame;
import org.dflib.FloatSeries;
import org.dflib.Series;

/** Columns that predictions add to a dataset. */
final class PredictionFields {
    private PredictionFields() {}

    /** Returns the schema of a scored dataset: its own columns, then the predictions. */
    static StructType added(StructType given, FittedModel model) {
        List<String> known = Arrays.asList(given.fieldNames());
        DataFrame example = model.preparation().predictions(zeros(model)).columns();
        StructType all = given;
        for (String name : example.getColumnsIndex()) {
            if (known.contains(name)) {
                throw new IllegalArgumentException("KerasScorer: the dataset must have no column '" + Quoted.cut(name)
                        + "', which the predictions have, got one; drop or rename it before");
            }
            all = all.add(name, type(example.getColumn(name)), false);
        }
        return all;
    }

    /** Returns outputs of a single row. */
    private static List<Tensor> zeros(FittedModel model) {
        List<Tensor> zeros = new ArrayList<>();
        for (int[] shape : model.signature().outputShapes(1)) {
            int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
            zeros.add(Tensor.of(new float[size], shape));
        }
        return zeros;
    }

    private static DataType type(Series<?> column) {
        if (column instanceof FloatSeries) {
            return DataTypes.FloatType;
        }
        return column instanceof TensorSeries
                ? DataTypes.createArrayType(DataTypes.FloatType, false)
                : DataTypes.StringType;
    }
}
