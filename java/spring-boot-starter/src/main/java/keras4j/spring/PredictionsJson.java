package keras4j.spring;

import java.util.Arrays;
import keras4j.data.TensorSeries;
import keras4j.prediction.Predictions;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** JSON of predictions and other frames: an array of records. A number that is not finite is null, as JSON has none. */
final class PredictionsJson {
    private PredictionsJson() {}

    static void addTo(SimpleModule module) {
        module.addSerializer(new OfPredictions()).addSerializer(new OfFrame());
    }

    private static final class OfPredictions extends StdSerializer<Predictions> {
        OfPredictions() {
            super(Predictions.class);
        }

        @Override
        public void serialize(Predictions predictions, JsonGenerator json, SerializationContext context) {
            write(predictions.columns(), json, context);
        }
    }

    private static final class OfFrame extends StdSerializer<DataFrame> {
        OfFrame() {
            super(DataFrame.class);
        }

        @Override
        public void serialize(DataFrame frame, JsonGenerator json, SerializationContext context) {
            write(frame, json, context);
        }
    }

    private static void write(DataFrame frame, JsonGenerator json, SerializationContext context) {
        json.writeStartArray();
        for (int row = 0; row < frame.height(); row++) {
            json.writeStartObject();
            for (String name : frame.getColumnsIndex()) {
                json.writeName(name);
                write(frame.getColumn(name), row, json, context);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(Series<?> column, int row, JsonGenerator json, SerializationContext context) {
        Object cell = column.get(row);
        if (cell instanceof float[] numbers) {
            int[] shape = column instanceof TensorSeries tensors ? tensors.rowShape() : new int[] {numbers.length};
            write(numbers, shape, 0, 0, json, context);
        } else {
            context.writeValue(json, isFinite(cell) ? cell : null);
        }
    }

    private static boolean isFinite(@Nullable Object cell) {
        return !(cell instanceof Double || cell instanceof Float) || Double.isFinite(((Number) cell).doubleValue());
    }

    /** Writes a number, or an array of what lies on the next axis. */
    private static void write(
            float[] numbers, int[] shape, int axis, int from, JsonGenerator json, SerializationContext context) {
        if (axis == shape.length) {
            context.writeValue(json, isFinite(numbers[from]) ? numbers[from] : null);
            return;
        }
        int size = Arrays.stream(shape, axis + 1, shape.length).reduce(1, Math::multiplyExact);
        json.writeStartArray();
        for (int at = 0; at < shape[axis]; at++) {
            write(numbers, shape, axis + 1, from + at * size, json, context);
        }
        json.writeEndArray();
    }
}
