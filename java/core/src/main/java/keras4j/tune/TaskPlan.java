package keras4j.tune;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Division of a batch of trials into tasks, one window at a time, since a batch may be of any length. It does not
 * depend on the number of workers.
 */
final class TaskPlan implements Iterator<Task> {
    static final int WINDOW_SIZE = 4096;

    private final Iterator<Trial> trials;
    private final BatchingRule together;
    private final Deque<List<Trial>> ready = new ArrayDeque<>();
    private int number;

    TaskPlan(Iterator<Trial> trials, BatchingRule together, int first) {
        this.trials = trials;
        this.together = together;
        this.number = first;
    }

    /** Returns the number of the next task. */
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
        Map<Object, Map<Trial, List<Trial>>> alike = new LinkedHashMap<>();
        for (int seen = 0; seen < WINDOW_SIZE && trials.hasNext(); seen++) {
            Trial trial = trials.next();
            Trial training = together.training(trial);
            Object architecture = together.most() == 1 ? training : together.architecture(training.point());
            alike.computeIfAbsent(architecture, any -> new LinkedHashMap<>())
                    .computeIfAbsent(training, any -> new ArrayList<>())
                    .add(trial);
        }
        alike.values().forEach(trainings -> divide(List.copyOf(trainings.values())));
    }

    /**
     * Divides trainings into parts of nearly equal size: parts of one size share a program, and end at the same time.
     */
    private void divide(List<List<Trial>> trainings) {
        int all = trainings.size();
        int parts = (all + together.most() - 1) / together.most();
        for (int part = 0; part < parts; part++) {
            ready.add(trainings.subList(all * part / parts, all * (part + 1) / parts).stream()
                    .flatMap(List::stream)
                    .toList());
        }
    }
}
