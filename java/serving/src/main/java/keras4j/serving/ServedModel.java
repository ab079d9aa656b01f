package keras4j.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import keras4j.data.DType;
import keras4j.fitted.Fitted;
import keras4j.internal.data.ZeroRows;
import keras4j.prediction.Predictions;
import keras4j.scoring.Scorer;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Version of a model that a server answers with, from its warm-up until no request uses it any more. */
final class ServedModel {
    private final String name;
    private final String version;
    private final Fitted fitted;
    private final ModelColumns columns;
    private final DataFrame prototype;
    private int users;
    private @Nullable Runnable afterLast;

    ServedModel(String name, String version, Fitted fitted) {
        this.name = name;
        this.version = version;
        this.fitted = fitted;
        this.columns = ModelColumns.of(fitted);
        this.prototype = Predictions.of(
                        fitted.outputs().stream()
                                .map(shape -> ZeroRows.of(DType.FLOAT32, shape, 1))
                                .toList(),
                        fitted.schema())
                .columns();
    }

    String name() {
        return name;
    }

    String version() {
        return version;
    }

    Fitted fitted() {
        return fitted;
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
        for (int rows : ZeroRows.SIZES) {
            scorer.outputs(fitted, ZeroRows.of(fitted.schema(), rows));
        }
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
        ObjectNode metadata = ServingJson.object()
                .put("name", name)
                .put("version", version)
                .put("created", fitted.created().toString());
        ObjectNode versions = metadata.putObject("versions");
        fitted.versions().forEach(versions::put);
        fitted.onnx().ifPresent(form -> metadata.put("onnx", form));
        metadata.set("row", columns.schema());
        metadata.set("prediction", PredictionSchema.of(prototype));
        return metadata;
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
