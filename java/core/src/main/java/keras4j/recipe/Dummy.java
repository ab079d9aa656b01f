package keras4j.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;

/** A column of 0 and 1 for each level but the first, named {@code <column>_<level>}. */
record Dummy(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(Indicators.learn(training, columns));
    }

    record Fitted(Map<String, List<String>> levels) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return Indicators.apply(rows, levels, 1);
        }

        @Override
        public Optional<List<InLayers>> inLayers() {
            return Optional.of(Indicators.inLayers(levels));
        }

        @Override
        public DataFrame tidy() {
            Map<String, List<String>> made = new LinkedHashMap<>();
            levels.forEach((name, all) -> made.put(name, all.subList(Math.min(1, all.size()), all.size())));
            return Tidy.each("terms", "columns", made);
        }
    }
}
