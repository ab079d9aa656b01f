package keras4j.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.expr.Point;
import keras4j.internal.text.JsonText;
import keras4j.internal.text.Preconditions;

/**
 * Group of trials that run, and are written to the journal, as one unit. The grouping depends on the search alone.
 *
 * @param number its place in the plan, from 0
 * @param trials the trials, at least one
 */
public record Task(int number, List<Trial> trials) {
    /**
     * Copies the trials.
     *
     * @param number its place in the plan, from 0
     * @param trials the trials, at least one
     */
    public Task {
        trials = Preconditions.items("Task", "trials", trials);
    }

    /**
     * Training whose model is scored after each of some numbers of epochs.
     *
     * @param point the point, with the largest number of epochs
     * @param fold the number of the fold
     * @param trials the place in the task of the trial of each scoring, in the order of epochs
     */
    public record Run(Point point, int fold, List<Integer> trials) {
        /**
         * Checks the components.
         *
         * @param point the point, with the largest number of epochs
         * @param fold the number of the fold
         * @param trials the place in the task of the trial of each scoring, in the order of epochs
         */
        public Run {
            Preconditions.notNull("Run", "point", point);
            Preconditions.notNull("Run", "trials", trials);
        }
    }

    /**
     * Returns the trainings of this task. Trials that differ in the number of epochs only are one training, if the rule
     * allows it.
     *
     * @param together the rule by which several trainings are run as one
     * @return the trainings
     */
    public List<Run> runs(BatchingRule together) {
        Preconditions.notNull("Task", "together", together);
        Map<Trial, List<Integer>> places = new LinkedHashMap<>();
        IntStream.range(0, trials.size())
                .forEach(at -> places.computeIfAbsent(together.training(trials.get(at)), any -> new ArrayList<>())
                        .add(at));
        List<Run> runs = new ArrayList<>();
        places.forEach((start, all) -> runs.add(run(start.fold(), all)));
        return runs;
    }

    private Run run(int fold, List<Integer> places) {
        List<Integer> sorted = places.stream().sorted(this::shorter).toList();
        Trial longest = trials.get(sorted.get(sorted.size() - 1));
        return new Run(longest.point(), fold, sorted);
    }

    private int shorter(int one, int other) {
        return Point.by(Trial.EPOCHS)
                .compare(trials.get(one).point(), trials.get(other).point());
    }

    /**
     * Returns the value as JSON, so that it can be sent to another process.
     *
     * @return JSON that {@link #fromJson} reads
     */
    public String json() {
        return JsonText.write(this);
    }

    /**
     * Reads the JSON of {@link #json}.
     *
     * @param json the text
     * @return the task
     * @throws IllegalArgumentException if the text is other JSON, or none
     */
    public static Task fromJson(String json) {
        Preconditions.notNull("Task", "json", json);
        return JsonText.read(json, Task.class);
    }
}
