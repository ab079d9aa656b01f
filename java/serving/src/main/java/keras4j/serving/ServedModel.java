package keras4j.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import keras4j.data.DType;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.internal.prediction.ZeroRows;
import keras4j.prediction.Predictions;
import keras4j.scoring.Scorer;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Version of a model that a server answers with, from its warm-up until no request uses it any more. */
final class ServedModel {
    private final String name;
    private final String version;
    private final List<Fitted> models;
    private final @Nullable ServedIntervals intervals;
    private final ModelColumns columns;
    private final DataFrame prototype;
    private int users;
    private @Nullable Runnable afterLast;

    ServedModel(String name, String version, Fitted fitted) {
        this(
                name,
                version,
                List.of(fitted),
                null,
                Predictions.of(zeroOutputs(fitted), fitted.schema()).columns());
    }

    private ServedModel(
            String name,
            String version,
            List<Fitted> models,
            @Nullable ServedIntervals intervals,
            DataFrame prototype) {
        this.name = name;
        this.version = version;
        this.models = models;
        this.intervals = intervals;
        this.columns = ModelColumns.of(models.get(0));
        this.prototype = prototype;
    }

    /** Returns a model that answers with conformal intervals. */
    static ServedModel of(String name, String version, ServedIntervals intervals) {
        List<Fitted> models = intervals.conformal().models();
        return new ServedModel(name, version, models, intervals, intervals.prototype());
    }

    String name() {
        return name;
    }

    String version() {
        return version;
    }

    /** Returns the model, or the first of several whose intervals are merged. */
    Fitted fitted() {
        return models.get(0);
    }

    List<Fitted> models() {
        return models;
    }

    /** Returns the conformal intervals that it answers with; null for predictions. */
    @Nullable ServedIntervals intervals() {
        return intervals;
    }

    ModelColumns columns() {
        return columns;
    }

    /** Returns a prediction of zeros, which has the names and the types of all predictions. */
    DataFrame prototype() {
        return prototype;
    }

    /** Computes the outputs for rows of zeros, which compiles or loads the model. */
    void warmUp(Scorer scorer) {
        for (Fitted fitted : models) {
            for (int rows : ZeroRows.SIZES) {
                scorer.outputs(fitted, ZeroRows.of(fitted.schema(), rows));
            }
        }
    }

    /** Returns a row of zeros of each output. */
    static List<Tensor> zeroOutputs(Fitted fitted) {
        return fitted.outputs().stream()
                .map(shape -> ZeroRows.of(DType.FLOAT32, shape, 1))
                .toList();
    }

    /** Returns whether the model may be used, until {@link #leave}. */
    synchronized boolean enter() {
        boolean open = afterLast == null;
        users += open ? 1 : 0;
        return open;
    }

    void leave() {
        Runnable last;
        synchronized (this) {
            users--;
            last = users == 0 ? afterLast : null;
        }
        if (last != null) {
            last.run();
        }
    }

    /** Lets no further request in, and runs an action when the last one has left. */
    void retire(Runnable action) {
        boolean unused;
        synchronized (this) {
            afterLast = action;
            unused = users == 0;
        }
        if (unused) {
            action.run();
        }
    }

    /** Returns the model as {@code /metadata} shows it. */
    ObjectNode metadata() {
        Fitted fitted = fitted();
        ObjectNode metadata = ServingJson.object()
                .put("name", name)
                .put("version", version)
                .put("created", fitted.created().toString());
        ObjectNode versions = metadata.putObject("versions");
        fitted.versions().forEach(versions::put);
        fitted.onnx().ifPresent(form -> metadata.put("onnx", form));
        if (intervals != null) {
            metadata.put("level", intervals.level());
        }
        metadata.set("row", columns.schema());
        metadata.set("prediction", PredictionSchema.of(prototype));
        return metadata;
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
