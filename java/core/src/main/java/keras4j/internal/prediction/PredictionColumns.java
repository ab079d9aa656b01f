package keras4j.internal.prediction;

import java.util.LinkedHashMap;
import java.util.Map;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Columns of a frame of predictions, each with a name of its own. */
public final class PredictionColumns {
    private final Map<String, Series<?>> columns = new LinkedHashMap<>();

    /**
     * Adds a column.
     *
     * @throws IllegalArgumentException if another column has its name
     */
    public void add(String name, Series<?> column) {
        if (columns.putIfAbsent(name, column) != null) {
            throw new IllegalArgumentException("Predictions: columns must have distinct names, got '" + Quoted.cut(name)
                    + "' twice; of(outcome) gives those of one outcome, tensor() the numbers without names");
        }
    }

    @Nullable Series<?> get(String name) {
        return columns.get(name);
    }

    public DataFrame frame() {
        return DataFrame.byColumn(columns.keySet().toArray(String[]::new))
                .of(columns.values().toArray(Series<?>[]::new));
    }
}
