package keras4j.tune;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Makes tasks of the trials of a batch, a window of them at a time, so that a batch may be of any length. The window, like all
 * else here, is the same however many workers there are.
 */
final class Plan implements Iterator<Task> {
    static final int WINDOW = 4096;

    private final Iterator<Trial> trials;
    private final Together together;
    private final Deque<List<Trial>> ready = new ArrayDeque<>();
    private int number;

    Plan(Iterator<Trial> trials, Together together, int first) {
        this.trials = trials;
        this.together = together;
        this.number = first;
    }

    /** The number of the next task. */
    int number() {
        return number;
    }

    @Override
    public boolean hasNext() {
        if (ready.isEmpty() && trials.hasNext()) {
            fill();
        }
        return !ready.isEmpty();
    }

    @Override
    public Task next() {
        if (!hasNext()) {
            throw new NoSuchElementException("plan: no task is left");
        }
        return new Task(number++, ready.remove());
    }

    private void fill() {
        Map<Object, Group> open = new LinkedHashMap<>();
        for (int seen = 0; seen < WINDOW && trials.hasNext(); seen++) {
            Trial trial = trials.next();
            Trial training = together.training(trial);
            Object architecture = together.most() == 1 ? training : together.architecture(training.point());
            Group group = open.get(architecture);
            if (group == null || !group.takes(training, together.most())) {
                group = new Group();
                open.put(architecture, group);
                ready.add(group.trials);
            }
            group.add(trial, training);
        }
    }

    /** A task that may still grow. */
    private static final class Group {
        private final List<Trial> trials = new ArrayList<>();
        private final Set<Trial> trainings = new LinkedHashSet<>();

        private boolean takes(Trial training, int most) {
            return trainings.size() < most || trainings.contains(training);
        }

        private void add(Trial trial, Trial training) {
            trials.add(trial);
            trainings.add(training);
        }
    }
}
