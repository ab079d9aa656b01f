package keras4j.spark;

import java.util.Collection;
import java.util.Set;
import keras4j.expr.CustomObject;
import keras4j.fitted.Fitted;
import keras4j.internal.session.TrustedSources;
import keras4j.internal.spark.ModelBroadcast;
import keras4j.internal.spark.ScoringTask;
import keras4j.internal.text.Preconditions;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Transformer that adds the predictions of a fitted model to the rows of a dataset, in batch and in streaming.
 *
 * <p>It adds the columns of {@link keras4j.prediction.Predictions#columns()}, such as {@code .pred_class}, after those of
 * the dataset; in SQL their names are written in backticks. Keras runs in worker processes of the executors, each with
 * one thread. All tasks of an executor, of all sessions, share them; they end with the executor. A worker process
 * restores a model once.
 */
public final class KerasScorer extends Transformer implements MLWritable {
    private static final long serialVersionUID = 1;
    /** Eight of the largest batches that Keras computes at once. */
    private static final int DEFAULT_BATCH_ROWS = 8_000;

    private final String uid;
    private final ModelBroadcast model;
    /** SHA-256 of the trusted custom objects. */
    private final Set<String> trusted;

    private final IntParam workers;
    private final IntParam batchRows;
    private final BooleanParam onnx;

    private KerasScorer(String uid, ModelBroadcast model, Set<String> trusted) {
        this.uid = uid;
        this.model = model;
        this.trusted = trusted;
        this.workers = new IntParam(uid, "workers", "worker processes of an executor at most, 0 for one for each task");
        this.batchRows = new IntParam(uid, "batchRows", "rows that are predicted at once");
        this.onnx = new BooleanParam(uid, "onnx", "whether ONNX Runtime computes, without Python");
        setDefault(workers, 0);
        setDefault(batchRows, DEFAULT_BATCH_ROWS);
        setDefault(onnx, false);
    }

    /**
     * {@return a scorer that predicts with a model}
     *
     * @param fitted the model
     */
    public static KerasScorer of(Fitted fitted) {
        return of(
                Identifiable$.MODULE$.randomUID("kerasScorer"), Preconditions.notNull("KerasScorer", "fitted", fitted));
    }

    static KerasScorer of(String uid, Fitted fitted) {
        return new KerasScorer(uid, new ModelBroadcast(fitted), Set.of());
    }

    /** {@return the model} */
    public Fitted fitted() {
        return model.fitted();
    }

    /**
     * {@return a copy that may run the Python of custom objects on executors, see
     * {@link keras4j.Keras#trusting(Collection)}} The consent is not saved.
     *
     * @param objects the trusted objects
     */
    public KerasScorer trusting(Collection<CustomObject> objects) {
        Preconditions.items("KerasScorer", "objects", objects);
        Set<String> more = new TrustedSources(trusted).and(objects).sources();
        return copyValues(new KerasScorer(uid, model, more), new ParamMap());
    }

    /** {@return the parameter of {@link #setWorkers}} */
    public IntParam workers() {
        return workers;
    }

    /** {@return the parameter of {@link #setBatchRows}} */
    public IntParam batchRows() {
        return batchRows;
    }

    /** {@return the parameter of {@link #setOnnx}} */
    public BooleanParam onnx() {
        return onnx;
    }

    /**
     * Sets how many worker processes an executor has at most. Tasks that find all of them in use wait.
     *
     * @param count the number, or 0 for as many as tasks run at once, which is the default
     * @return this scorer
     */
    public KerasScorer setWorkers(int count) {
        set(workers, Preconditions.atLeast("KerasScorer", "workers", 0, count));
        return this;
    }

    /**
     * Sets how many rows are predicted at once, by default 8,000.
     *
     * @param rows the number, at least 1
     * @return this scorer
     */
    public KerasScorer setBatchRows(int rows) {
        set(batchRows, Preconditions.atLeast("KerasScorer", "batchRows", 1, rows));
        return this;
    }

    /**
     * Sets whether ONNX Runtime computes, without Python. The model must have the form of {@code keras.withOnnx}, and
     * {@code keras4j-onnx} must be on the class path.
     *
     * @param withoutPython whether ONNX Runtime computes
     * @return this scorer
     */
    public KerasScorer setOnnx(boolean withoutPython) {
        set(onnx, withoutPython);
        return this;
    }

    private boolean isOnnx() {
        return (Boolean) getOrDefault(onnx);
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        Preconditions.notNull("KerasScorer", "dataset", dataset);
        new TrustedSources(trusted).admit(fitted().name(), fitted().customObjects());
        return ScoringTask.scored(
                dataset.toDF(), model, isOnnx(), (Integer) getOrDefault(workers), (Integer) getOrDefault(batchRows));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return ScoringTask.schema(Preconditions.notNull("KerasScorer", "schema", schema), fitted(), isOnnx());
    }

    @Override
    public KerasScorer copy(ParamMap extra) {
        return copyValues(new KerasScorer(uid, model, trusted), extra);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** {@return a writer of the parameters and the model} */
    @Override
    public MLWriter write() {
        return new KerasScorerWriter(this);
    }

    /** {@return a reader of saved scorers} */
    public static MLReader<KerasScorer> read() {
        return new KerasScorerReader();
    }

    /**
     * {@return a saved scorer}
     *
     * @param path the folder, on any file system that Spark knows
     */
    public static KerasScorer load(String path) {
        return read().load(Preconditions.notNull("KerasScorer", "path", path));
    }

    @Override
    public String toString() {
        return "KerasScorer of " + fitted();
    }
}
