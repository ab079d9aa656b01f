package keras4j.recipe;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                throw new IllegalArgumentException("dateFeatures: column '" + name + "' must hold dates, got kind "
                        + training.variable(name).kind());
            }
        }
        return new Fitted(dates, features);
    }

    record Fitted(List<String> columns, List<DateFeature> features) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            StepTable table = rows;
            for (String name : rows.present(columns)) {
                for (DateFeature feature : features) {
                    table = add(table, name, feature);
                }
                table = table.without(List.of(name));
            }
            return table;
        }

        private static StepTable add(StepTable table, String name, DateFeature feature) {
            @Nullable Object[] values = values(table, name, feature);
            Role role = table.variable(name).role();
            String made = table.free(name + "_" + feature);
            return feature.levels().isEmpty()
                    ? table.with(made, role, numbers(values))
                    : table.with(RecipeVariable.nominal(made, role, feature.levels()), Series.of(values));
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
        public DataFrame tidy() {
            Map<String, List<DateFeature>> made = new LinkedHashMap<>();
            columns.forEach(name -> made.put(name, features));
            return TidyTable.each("terms", "value", made);
        }
    }
}
