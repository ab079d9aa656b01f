package keras4j.tune;

import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import keras4j.expr.Point;
import org.jspecify.annotations.Nullable;

/** Ends a batch before the first point that the budget has no room for. */
final class Allowance {
    private final @Nullable Integer most;
    private final Set<Point> points = new HashSet<>();
    private boolean spent;

    Allowance(@Nullable Integer most) {
        this.most = most;
    }

    /** Whether a point had no room. */
    boolean spent() {
        return spent;
    }

    Iterator<Trial> of(Iterator<Trial> batch) {
        return most == null ? batch : new Cut(batch, most);
    }

    private final class Cut implements Iterator<Trial> {
        private final Iterator<Trial> batch;
        private final int room;
        private @Nullable Trial next;

        private Cut(Iterator<Trial> batch, int room) {
            this.batch = batch;
            this.room = room;
        }

        @Override
        public boolean hasNext() {
            if (next == null && !spent && batch.hasNext()) {
                Trial trial = batch.next();
                boolean known = points.contains(trial.point());
                spent = !known && points.size() >= room;
                if (!spent) {
                    points.add(trial.point());
                    next = trial;
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
