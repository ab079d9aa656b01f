package keras4j.recipe;

import java.util.Map;
import org.dflib.DataFrame;

/** Divides by the standard deviation. */
record Scale(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(Moments.of(training, columns.in(training), Moments::scale));
    }

    record Fitted(Map<String, Double> sds) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return rows.map(Moments.functions(sds.keySet(), name -> {
                double sd = Moments.at(sds, name);
                return value -> value / sd;
            }));
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", sds);
        }
    }
}
