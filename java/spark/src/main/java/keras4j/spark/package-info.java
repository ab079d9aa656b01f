/**
 * Keras models on Apache Spark.
 *
 * <p>{@link keras4j.spark.KerasScorer} adds predictions to a {@code Dataset<Row>}, also as a stage of a pipeline.
 *
 * <pre>{@code
 * Dataset<Row> scored = KerasScorer.of(Fitted.load(file)).transform(dataset);
 * }</pre>
 */
@NullMarked
package keras4j.spark;

import org.jspecify.annotations.NullMarked;
