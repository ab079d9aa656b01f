package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Imputation from the nearest training rows by Gower's distance: numbers by their mean, labels by their mode. */
record ImputeKnn(Selector columns, int neighbors, Selector by) implements Step {
    ImputeKnn {
        if (neighbors < 1) {
            throw new IllegalArgumentException("imputeKnn: neighbors must be at least 1, got " + neighbors);
        }
    }

    @Override
    public Fitted learn(StepTable training) {
        List<String> filled = columns.in(training);
        List<String> compared = by.in(training);
        Map<String, List<Double>> numbers = new LinkedHashMap<>();
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (String name : new java.util.LinkedHashSet<>(NumberLists.joined(filled, compared))) {
            if (training.variable(name).numeric()) {
                numbers.put(name, NumberLists.boxed(training.numbers(name)));
            } else {
                labels.put(name, new ArrayList<>(java.util.Arrays.asList(training.labels(name))));
            }
        }
        return new Fitted(filled, compared, neighbors, numbers, labels);
    }

    record Fitted(
            List<String> columns,
            List<String> by,
            int neighbors,
            Map<String, List<Double>> numbers,
            Map<String, List<String>> labels)
            implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            NearestNeighbors nearest = new NearestNeighbors(this, rows);
            nearest.fill(rows.present(columns));
            return rows.edited(table -> {
                for (String name : rows.present(columns)) {
                    put(table, rows.variable(name), nearest);
                }
            });
        }

        private void put(StepTableEditor table, RecipeVariable column, NearestNeighbors nearest) {
            if (numbers.containsKey(column.name())) {
                table.put(
                        RecipeVariable.number(column.name(), column.role()),
                        Series.ofDouble(nearest.numbers(column.name())));
            } else {
                table.put(column, LevelSets.series(nearest.labels(column.name())));
            }
        }

        @Override
        public DataFrame tidy() {
            Map<String, List<String>> predictors = new LinkedHashMap<>();
            columns.forEach(name -> predictors.put(
                    name, by.stream().filter(each -> !each.equals(name)).toList()));
            return TidyTable.each("terms", "predictors", predictors);
        }
    }
}
