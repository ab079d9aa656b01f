package keras4j.recipe;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dflib.DataFrame;

/** Step that assigns labels unseen in training to a level of their own. */
record Novel(Selector columns, String level) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        Map<String, List<String>> levels = DummyColumns.learn(training, columns);
        levels.forEach((name, known) -> LevelSets.and("novel", name, known, level));
        return new Fitted(level, levels);
    }

    record Fitted(String level, Map<String, List<String>> levels) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.edited(table -> {
                for (String name : rows.present(levels.keySet())) {
                    List<String> known = java.util.Objects.requireNonNull(levels.get(name));
                    Set<String> set = new HashSet<>(known);
                    List<String> all = LevelSets.and("novel", name, known, level);
                    LevelSets.map(
                            table, rows, name, all, label -> label == null || set.contains(label) ? label : level);
                }
            });
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.same(levels.keySet(), level);
        }
    }
}
