package keras4j.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.expr.Point;

/**
 * Trials that are done, and written down, as one unit. Which these are follows from the search alone.
 *
 * @param number its place in the plan, from 0
 * @param trials the trials, at least one
 */
public record Task(int number, List<Trial> trials) {
    public Task {
        trials = List.copyOf(trials);
    }

    /**
     * One training. Its model is judged after each of some numbers of epochs.
     *
     * @param point what is chosen, with the largest number of epochs
     * @param fold the number of the fold
     * @param trials for each judgement, in the order of epochs, the place of its trial in the task
     */
    public record Run(Point point, int fold, List<Integer> trials) {}

    /** The trainings of this task: where they pass through those of fewer epochs, trials that differ in that alone are one. */
    public List<Run> runs(Together together) {
        Map<Trial, List<Integer>> places = new LinkedHashMap<>();
        IntStream.range(0, trials.size())
                .forEach(at -> places.computeIfAbsent(together.training(trials.get(at)), any -> new ArrayList<>())
                        .add(at));
        List<Run> runs = new ArrayList<>();
        places.forEach((start, all) -> {
            List<Integer> sorted =
                    all.stream().sorted((one, other) -> shorter(one, other)).toList();
            Trial longest = trials.get(sorted.get(sorted.size() - 1));
            runs.add(new Run(longest.point(), start.fold(), sorted));
        });
        return runs;
    }

    private int shorter(int one, int other) {
        return Point.by(Trial.EPOCHS)
                .compare(trials.get(one).point(), trials.get(other).point());
    }
}
