package keras4j.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;

/** A column of 0 and 1 for each level, named {@code <column>_<level>}. */
record OneHot(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(Indicators.learn(training, columns));
    }

    record Fitted(Map<String, List<String>> levels) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return Indicators.apply(rows, levels, 0);
        }

        @Override
        public Optional<List<InLayers>> inLayers() {
            return Optional.of(Indicators.inLayers(levels));
        }

        @Override
        public DataFrame tidy() {
            return Tidy.each("terms", "columns", levels);
        }
    }
}
