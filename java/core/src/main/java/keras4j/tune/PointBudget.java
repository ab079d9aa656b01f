package keras4j.tune;

import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import keras4j.expr.Point;
import org.jspecify.annotations.Nullable;

/** Budget of points: records the trials of a batch, and ends the batch before the first point beyond the budget. */
final class PointBudget {
    private final int most;
    private final Results results;
    private final Set<Point> points = new HashSet<>();
    private boolean spent;

    PointBudget(Budget budget, Results results) {
        this.most = budget.points() == null ? Integer.MAX_VALUE : budget.points();
        this.results = results;
    }

    /** Returns true if a point was beyond the budget. */
    boolean spent() {
        return spent;
    }

    Iterator<Trial> of(Iterator<Trial> batch) {
        return new Cut(batch);
    }

    private final class Cut implements Iterator<Trial> {
        private final Iterator<Trial> batch;
        private @Nullable Trial next;

        private Cut(Iterator<Trial> batch) {
            this.batch = batch;
        }

        @Override
        public boolean hasNext() {
            if (next == null && !spent && batch.hasNext()) {
                Trial trial = batch.next();
                spent = !points.contains(trial.point()) && points.size() >= most;
                if (!spent) {
                    points.add(trial.point());
                    next = results.asked(trial);
                }
            }
            return next != null;
        }

        @Override
        public Trial next() {
            Trial trial = hasNext() ? next : null;
            next = null;
            if (trial == null) {
                throw new NoSuchElementException("budget: no trial is left");
            }
            return trial;
        }
    }
}
