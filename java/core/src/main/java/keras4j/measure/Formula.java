package keras4j.measure;

import java.util.List;
import java.util.Set;

/** How a measure is computed: from numbers, from the counts of one level, from all counts, or from probabilities. */
interface Formula {
    /** Which estimators can be asked for. */
    Set<Estimator> estimators();

    /** Which estimator is used where none was asked for. */
    Estimator usual(Cases cases);

    /** Whether there is what is needed in these cases. */
    boolean suits(Cases cases);

    /** What {@link #suits} asks for. */
    String needs();

    /** The number; what is undefined in it is added to {@code notes}. */
    double compute(Measure measure, Estimator estimator, Cases cases, List<String> notes);
}
