package keras4j.tune;

import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import keras4j.expr.Point;
import org.jspecify.annotations.Nullable;

/** Notes what a batch asks for, and ends it before the first point that the budget has no room for. */
final class Allowance {
    private final int most;
    private final Results results;
    private final Set<Point> points = new HashSet<>();
    private boolean spent;

    Allowance(Budget budget, Results results) {
        this.most = budget.points() == null ? Integer.MAX_VALUE : budget.points();
        this.results = results;
    }

    /** Whether a point had no room. */
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
