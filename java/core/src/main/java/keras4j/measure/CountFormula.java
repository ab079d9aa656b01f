package keras4j.measure;

import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** A measure of the counts of one level against the rest, averaged over several levels. */
record CountFormula(ToDoubleBiFunction<EventCounts, Double> function, String undefined) implements ClassFormula {
    CountFormula(ToDoubleFunction<EventCounts> function, String undefined) {
        this((counts, parameter) -> function.applyAsDouble(counts), undefined);
    }

    @Override
    public Set<Estimator> estimators() {
        return Set.of(Estimator.BINARY, Estimator.MACRO, Estimator.MACRO_WEIGHTED, Estimator.MICRO);
    }

    @Override
    public Estimator usualOfSeveral(ClassCases cases) {
        return Estimator.MACRO;
    }

    @Override
    public double compute(Measure measure, Estimator estimator, TruthEstimates cases, List<String> notes) {
        ClassCases classes = (ClassCases) cases;
        LevelTotals totals = LevelTotals.of(classes);
        double parameter = measure.parameter();
        if (estimator == Estimator.MICRO) {
            return function.applyAsDouble(sum(totals), parameter);
        }
        PerLevelScores levels = new PerLevelScores(classes.levels(), totals.actual(), undefined, notes);
        return estimator == Estimator.BINARY
                ? levels.event(measure.event(), level -> function.applyAsDouble(totals.against(level), parameter))
                : levels.definedMean(estimator, level -> function.applyAsDouble(totals.against(level), parameter));
    }

    private static EventCounts sum(LevelTotals totals) {
        return totals.levels().mapToObj(totals::against).reduce(new EventCounts(0, 0, 0, 0), EventCounts::plus);
    }
}
