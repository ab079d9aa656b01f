package keras4j.recipe;

import java.util.List;
import org.dflib.DataFrame;

/** Later rows as outcomes, {@code <prefix><k>_<column>}; after the last row it is {@code standard}. */
record Lead(Selector columns, List<Integer> leads, String prefix, double standard, boolean keepOriginal)
        implements Step {
    Lead {
        leads = Shifts.checked("lead: leads", leads);
    }

    @Override
    public Fitted learn(Table training) {
        return new Fitted(columns.in(training), leads, prefix, standard, keepOriginal);
    }

    record Fitted(List<String> columns, List<Integer> leads, String prefix, double standard, boolean keepOriginal)
            implements FittedStep {
        @Override
        public Table apply(Table rows) {
            Table table = Shifts.add(rows, columns, leads, 1, prefix, standard, Role.OUTCOME);
            return keepOriginal ? table : table.without(columns);
        }

        @Override
        public DataFrame tidy() {
            return Shifts.tidy(columns, leads);
        }
    }
}
