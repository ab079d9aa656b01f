package keras4j.internal.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.GetColumnByOrdinal;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.catalyst.encoders.RowEncoder;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Datasets of Spark's own rows. Their cells are read and written without an object for each, which takes most of the
 * time for rows of the public kind.
 */
final class InternalRows {
    private InternalRows() {}

    /** Returns the rows of a dataset. An iterator may give the same row again and again, with other cells. */
    static Dataset<InternalRow> of(Dataset<Row> rows) {
        return rows.select(functions.struct(functions.col("*"))).as(encoder(rows.schema()));
    }

    /** Returns an encoder that takes rows as they are, out of the only column of a dataset, and writes them as columns. */
    @SuppressWarnings("unchecked") // The class of the rows decides nothing where they are not converted.
    static Encoder<InternalRow> encoder(StructType schema) {
        AgnosticEncoder<InternalRow> named =
                (AgnosticEncoder<InternalRow>) (AgnosticEncoder<?>) RowEncoder.encoderFor(schema);
        return new ExpressionEncoder<>(named, fields(schema), new GetColumnByOrdinal(0, schema));
    }

    private static Expression fields(StructType schema) {
        Expression row = new BoundReference(0, schema, false);
        List<Expression> fields = new ArrayList<>();
        for (int at = 0; at < schema.size(); at++) {
            String name = schema.fields()[at].name();
            fields.add(Literal$.MODULE$.apply(name));
            fields.add(new GetStructField(row, at, Option.apply(name)));
        }
        return new CreateNamedStruct(CollectionConverters.asScala(fields).toSeq());
    }
}
