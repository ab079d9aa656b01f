package keras4j.measure;

import java.util.List;
import java.util.Set;

/** The computation of a measure: from numbers, from the counts of one level, from all counts, or from probabilities. */
interface MeasureFormula {
    /** Returns the supported estimators. */
    Set<Estimator> estimators();

    /** Returns the default estimator for these cases. */
    Estimator usual(TruthEstimates cases);

    /** Checks that the cases hold the data that this formula needs. */
    boolean suits(TruthEstimates cases);

    /** Describes the data required by {@link #suits}. */
    String needs();

    /** Computes the number, and adds a note for each undefined part. */
    double compute(Measure measure, Estimator estimator, TruthEstimates cases, List<String> notes);
}
