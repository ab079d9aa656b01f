package keras4j.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.dflib.DataFrame;

/**
 * Step that collapses rare levels into one: those below a fraction of the training rows, or below a number of rows if
 * the threshold is 1 or more.
 */
record CollapseRareLevels(Selector columns, double threshold, String level) implements Step {
    CollapseRareLevels {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("other: threshold must be above 0, got " + threshold);
        }
    }

    @Override
    public Fitted learn(StepTable training) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        for (String name : columns.in(training)) {
            List<String> levels = LevelSets.of(training, name);
            List<String> frequent = frequent(levels, LevelSets.counts(training, name));
            if (frequent.size() < levels.size()) {
                LevelSets.and("other", name, frequent, level);
                kept.put(name, frequent);
            }
        }
        return new Fitted(level, kept);
    }

    private List<String> frequent(List<String> levels, int[] counts) {
        double least = threshold < 1 ? threshold * IntStream.of(counts).sum() : threshold;
        int most = IntStream.of(counts).max().orElse(0);
        List<String> frequent = new ArrayList<>();
        for (int at = 0; at < counts.length; at++) {
            if (counts[at] >= least || (most < least && counts[at] == most && frequent.isEmpty())) {
                frequent.add(levels.get(at));
            }
        }
        return frequent;
    }

    record Fitted(String level, Map<String, List<String>> kept) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.edited(table -> {
                for (String name : rows.present(kept.keySet())) {
                    List<String> frequent = Objects.requireNonNull(kept.get(name));
                    Set<String> set = new HashSet<>(frequent);
                    List<String> all = LevelSets.and("other", name, frequent, level);
                    LevelSets.map(
                            table, rows, name, all, label -> label == null || set.contains(label) ? label : level);
                }
            });
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.each("terms", "retained", kept);
        }
    }
}
