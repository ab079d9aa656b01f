package keras4j.recipe;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dflib.DataFrame;

/** A level of its own for missing labels. */
record Unknown(Selector columns, String level) implements Step {
    @Override
    public Fitted learn(Table training) {
        Map<String, List<String>> levels = Indicators.learn(training, columns);
        levels.replaceAll((name, known) -> Levels.and("unknown", name, known, level));
        return new Fitted(level, levels);
    }

    record Fitted(String level, Map<String, List<String>> levels) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            Table table = rows;
            for (String name : rows.present(levels.keySet())) {
                List<String> all = Objects.requireNonNull(levels.get(name));
                table = Levels.map(table, name, all, label -> label == null ? level : label);
            }
            return table;
        }

        @Override
        public DataFrame tidy() {
            return Tidy.same(levels.keySet(), level);
        }
    }
}
