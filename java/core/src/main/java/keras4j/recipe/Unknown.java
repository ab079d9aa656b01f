package keras4j.recipe;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dflib.DataFrame;

/** Step that assigns missing labels to a level of their own. */
record Unknown(Selector columns, String level) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        Map<String, List<String>> levels = DummyColumns.learn(training, columns);
        levels.replaceAll((name, known) -> LevelSets.and("unknown", name, known, level));
        return new Fitted(level, levels);
    }

    record Fitted(String level, Map<String, List<String>> levels) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.edited(table -> {
                for (String name : rows.present(levels.keySet())) {
                    List<String> all = Objects.requireNonNull(levels.get(name));
                    LevelSets.map(table, rows, name, all, label -> label == null ? level : label);
                }
            });
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.same(levels.keySet(), level);
        }
    }
}
