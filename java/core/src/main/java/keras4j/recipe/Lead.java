package keras4j.recipe;

import java.util.List;
import java.util.Map;
import org.dflib.DataFrame;

/**
 * Lead step: adds values of later rows as outcomes {@code <prefix><k>_<column>}; they are {@code standard} after the
 * last row.
 */
record Lead(Selector columns, List<Integer> leads, String prefix, double standard, boolean keepOriginal)
        implements Step {
    Lead {
        leads = RowShift.checked("lead: leads", leads);
    }

    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(columns.in(training), leads, prefix, standard, keepOriginal);
    }

    record Fitted(List<String> columns, List<Integer> leads, String prefix, double standard, boolean keepOriginal)
            implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            StepTable table = RowShift.add(rows, columns, leads, 1, prefix, standard, Role.OUTCOME);
            return keepOriginal ? table : table.without(columns);
        }

        @Override
        public Map<String, List<String>> parts() {
            return RowShift.parts(columns, leads, prefix);
        }

        @Override
        public DataFrame tidy() {
            return RowShift.tidy(columns, leads);
        }
    }
}
