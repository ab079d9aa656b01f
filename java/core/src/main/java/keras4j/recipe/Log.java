package keras4j.recipe;

import java.util.List;
import org.dflib.DataFrame;

/** Logarithm to a base of the number plus an offset; that of a negative number is missing. */
record Log(Selector columns, double base, double offset) implements Step {
    Log {
        if (!(base > 0 && base != 1)) {
            throw new IllegalArgumentException("log: base must be above 0 and not 1, got " + base);
        }
    }

    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(columns.in(training), base, offset);
    }

    record Fitted(List<String> columns, double base, double offset) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            double unit = Math.log(base);
            return rows.map(ColumnMoments.functions(columns, name -> value -> Math.log(value + offset) / unit));
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of(columns);
        }
    }
}
