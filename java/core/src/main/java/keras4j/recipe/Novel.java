package keras4j.recipe;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dflib.DataFrame;

/** A level of its own for labels that training rows do not have. */
record Novel(Selector columns, String level) implements Step {
    @Override
    public Fitted learn(Table training) {
        Map<String, List<String>> levels = Indicators.learn(training, columns);
        levels.forEach((name, known) -> Levels.and("novel", name, known, level));
        return new Fitted(level, levels);
    }

    record Fitted(String level, Map<String, List<String>> levels) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            Table table = rows;
            for (String name : rows.present(levels.keySet())) {
                List<String> known = java.util.Objects.requireNonNull(levels.get(name));
                Set<String> set = new HashSet<>(known);
                List<String> all = Levels.and("novel", name, known, level);
                table = Levels.map(table, name, all, label -> label == null || set.contains(label) ? label : level);
            }
            return table;
        }

        @Override
        public DataFrame tidy() {
            return Tidy.same(levels.keySet(), level);
        }
    }
}
