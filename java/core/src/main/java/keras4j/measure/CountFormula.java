package keras4j.measure;

import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** A measure of the counts of one level against the rest, averaged where there are several. */
record CountFormula(ToDoubleBiFunction<Counts, Double> function, String undefined) implements Formula {
    CountFormula(ToDoubleFunction<Counts> function, String undefined) {
        this((counts, parameter) -> function.applyAsDouble(counts), undefined);
    }

    @Override
    public Set<Estimator> estimators() {
        return Set.of(Estimator.BINARY, Estimator.MACRO, Estimator.MACRO_WEIGHTED, Estimator.MICRO);
    }

    @Override
    public Estimator usual(Cases cases) {
        return ((ClassCases) cases).levels().size() == 2 ? Estimator.BINARY : Estimator.MACRO;
    }

    @Override
    public boolean suits(Cases cases) {
        return cases instanceof ClassCases;
    }

    @Override
    public String needs() {
        return "classes";
    }

    @Override
    public double compute(Measure measure, Estimator estimator, Cases cases, List<String> notes) {
        ConfusionMatrix matrix = ConfusionMatrix.of(cases);
        double parameter = measure.parameter();
        if (estimator == Estimator.MICRO) {
            Counts sum = matrix.levelNumbers().mapToObj(matrix::against).reduce(new Counts(0, 0, 0, 0), Counts::plus);
            return function.applyAsDouble(sum, parameter);
        }
        Levels levels = new Levels(matrix.levels(), ((ClassCases) cases).totals(), undefined, notes);
        return estimator == Estimator.BINARY
                ? levels.event(measure.event(), level -> function.applyAsDouble(matrix.against(level), parameter))
                : levels.definedMean(estimator, level -> function.applyAsDouble(matrix.against(level), parameter));
    }
}
