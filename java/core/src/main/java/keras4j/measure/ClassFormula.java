package keras4j.measure;

/** The computation of a measure of classes, from predicted levels or from probabilities. */
interface ClassFormula extends MeasureFormula {
    /** Returns the default estimator for cases of more than two levels. */
    Estimator usualOfSeveral(ClassCases cases);

    /** Returns whether the cases must have probabilities. */
    default boolean needsProbabilities() {
        return false;
    }

    @Override
    default Estimator usual(TruthEstimates cases) {
        ClassCases classes = (ClassCases) cases;
        return classes.levels().size() == 2 ? Estimator.BINARY : usualOfSeveral(classes);
    }

    @Override
    default boolean suits(TruthEstimates cases) {
        return cases instanceof ClassCases classes && (classes.hasProbabilities() || !needsProbabilities());
    }

    @Override
    default String needs() {
        return needsProbabilities() ? "classes with probabilities" : "classes";
    }
}
