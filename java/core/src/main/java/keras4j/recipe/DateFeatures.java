package keras4j.recipe;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Step that replaces dates by columns {@code <date>_<feature>}. */
record DateFeatures(Selector columns, List<DateFeature> features) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        List<String> dates = columns.in(training);
        for (String name : dates) {
            if (training.variable(name).kind() != Kind.DATE) {
                throw new IllegalArgumentException(
                        "dateFeatures: column '" + Quoted.cut(name) + "' must hold dates, got kind "
                                + training.variable(name).kind());
            }
        }
        return new Fitted(dates, features);
    }

    record Fitted(List<String> columns, List<DateFeature> features) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.edited(table -> {
                for (String name : rows.present(columns)) {
                    features.forEach(feature -> add(table, rows, name, feature));
                    table.remove(name);
                }
            });
        }

        private static String made(String name, DateFeature feature) {
            return name + "_" + feature;
        }

        private static void add(StepTableEditor table, StepTable rows, String name, DateFeature feature) {
            @Nullable Object[] values = values(rows, name, feature);
            Role role = rows.variable(name).role();
            String made = table.free(made(name, feature));
            if (feature.levels().isEmpty()) {
                table.add(made, role, numbers(values));
            } else {
                table.put(RecipeVariable.nominal(made, role, feature.levels()), Series.of(values));
            }
        }

        private static @Nullable Object[] values(StepTable table, String name, DateFeature feature) {
            Series<?> dates = table.cells(name);
            @Nullable Object[] values = new Object[table.height()];
            for (int row = 0; row < values.length; row++) {
                LocalDate day = FrameCells.day(name, dates.get(row), row);
                values[row] = day == null ? null : feature.of(day);
            }
            return values;
        }

        private static double[] numbers(@Nullable Object[] values) {
            double[] numbers = new double[values.length];
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] = values[row] instanceof Double number ? number : Double.NaN;
            }
            return numbers;
        }

        @Override
        public Map<String, List<String>> parts() {
            Map<String, List<String>> parts = new LinkedHashMap<>();
            for (String name : columns) {
                features.forEach(feature -> parts.put(made(name, feature), List.of(name)));
            }
            return parts;
        }

        @Override
        public DataFrame tidy() {
            Map<String, List<DateFeature>> made = new LinkedHashMap<>();
            columns.forEach(name -> made.put(name, features));
            return TidyTable.each("terms", "value", made);
        }
    }
}
