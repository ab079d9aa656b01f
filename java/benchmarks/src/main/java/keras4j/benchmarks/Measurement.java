package keras4j.benchmarks;

import java.util.Locale;
import keras4j.model.Backend;

/**
 * One line of the report.
 *
 * @param backend what computed
 * @param name what was measured
 * @param measured the ratio, or the milliseconds, over all repetitions
 * @param goal what its median is to keep to
 * @param record the absolute values, for the record
 */
record Measurement(Backend backend, String name, Quantiles measured, Goal goal, String record) {
    /** A bound for a median. */
    sealed interface Goal {
        record AtMost(double bound) implements Goal {}

        record AtLeast(double bound) implements Goal {}

        /** No bound: the figure is told for the record. */
        record None() implements Goal {}
    }

    String goalText() {
        if (goal instanceof Goal.AtMost most) {
            return "<= " + Quantiles.text(most.bound());
        }
        return goal instanceof Goal.AtLeast least ? ">= " + Quantiles.text(least.bound()) : "-";
    }

    String verdict() {
        if (goal instanceof Goal.AtMost most) {
            return measured.median() <= most.bound() ? "met" : "missed";
        }
        if (goal instanceof Goal.AtLeast least) {
            return measured.median() >= least.bound() ? "met" : "missed";
        }
        return "for the record";
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-10s %-34s %-24s goal %-8s %-14s %s",
                backend.id(),
                name,
                measured,
                goalText(),
                verdict(),
                record);
    }

    String row() {
        return String.join(" | ", "| " + backend.id(), name, goalText(), measured.toString(), verdict(), record + " |");
    }
}
