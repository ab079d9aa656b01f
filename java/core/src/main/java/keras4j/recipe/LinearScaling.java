package keras4j.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fitted half of the steps that subtract a mean from each column, divide by a standard deviation, or both. */
interface LinearScaling extends FittedStep {
    /** Returns the number that is subtracted from each column; 0 for a step that only scales. */
    Map<String, Double> means();

    /** Returns the number that each column is divided by; 1 for a step that only centers. */
    Map<String, Double> sds();

    /** Returns one number for each of some columns. */
    static Map<String, Double> constant(Map<String, Double> columns, double number) {
        Map<String, Double> numbers = new LinkedHashMap<>(columns);
        numbers.replaceAll((name, learned) -> number);
        return numbers;
    }

    @Override
    default StepTable apply(StepTable rows) {
        Map<String, Double> means = means();
        Map<String, Double> sds = sds();
        return rows.map(ColumnMoments.functions(means.keySet(), name -> {
            double mean = ColumnMoments.at(means, name);
            double sd = ColumnMoments.at(sds, name);
            return value -> (value - mean) / sd;
        }));
    }

    @Override
    default double layerError(String column, double before) {
        return means().containsKey(column)
                ? PreprocessingLayers.scaledError(
                        before, ColumnMoments.at(means(), column), ColumnMoments.at(sds(), column))
                : before;
    }

    @Override
    default Optional<List<PreprocessingLayers>> inLayers() {
        var layer = PreprocessingLayers.normalization(List.copyOf(means().values()), List.copyOf(sds().values()));
        return Optional.of(List.of(PreprocessingLayers.of(List.copyOf(means().keySet()), layer)));
    }
}
