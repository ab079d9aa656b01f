package keras4j.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One way to say how good predictions are, as a value: {@code RMSE}, {@code f(2)},
 * {@code PRECISION.estimator(Estimator.MICRO)}. Names and definitions are
 * <a href="https://yardstick.tidymodels.org/reference/">yardstick's</a>.
 *
 * <p>As text and in JSON it is its name, with what was set in parentheses: {@code rmse}, {@code f_meas(beta=2)},
 * {@code precision(estimator=micro)}.
 */
public final class Measure {
    /** The root of the mean squared error, in units of the outcome. */
    public static final Measure RMSE = new Measure(Definition.RMSE);
    /** The mean absolute error, in units of the outcome. */
    public static final Measure MAE = new Measure(Definition.MAE);
    /** The mean absolute error in percent of the truth; infinite where the truth is 0. */
    public static final Measure MAPE = new Measure(Definition.MAPE);
    /** The mean absolute error in percent of the mean size of truth and prediction: from 0 to 200. */
    public static final Measure SMAPE = new Measure(Definition.SMAPE);
    /** The squared correlation of truth and predictions: from 0 to 1. It does not see a constant or proportional error. */
    public static final Measure RSQ = new Measure(Definition.RSQ);
    /** Lin's concordance correlation, with unbiased variances: from -1 to 1. */
    public static final Measure CCC = new Measure(Definition.CCC);
    /** Huber's loss, quadratic up to errors of 1: see {@link #huber}. */
    public static final Measure HUBER_LOSS = huber(1);
    /** The fraction of cases that are predicted right. */
    public static final Measure ACCURACY = new Measure(Definition.ACCURACY);
    /** The mean of sensitivity and specificity. With several levels yardstick's, which is not the mean recall. */
    public static final Measure BAL_ACCURACY = new Measure(Definition.BAL_ACCURACY);
    /** Cohen's kappa: accuracy beyond what chance would give. */
    public static final Measure KAP = new Measure(Definition.KAP);
    /** Matthews' correlation coefficient, for any number of levels: from -1 to 1. */
    public static final Measure MCC = new Measure(Definition.MCC);
    /** The harmonic mean of precision and recall: {@code f(1)}. */
    public static final Measure F_MEAS = f(1);
    /** The fraction of events among the cases predicted as events. */
    public static final Measure PRECISION = new Measure(Definition.PRECISION);
    /** The fraction of events that are predicted as events. */
    public static final Measure RECALL = new Measure(Definition.RECALL);
    /** Sensitivity: the same as recall. */
    public static final Measure SENS = new Measure(Definition.SENS);
    /** Specificity: the fraction of others that are predicted as others. */
    public static final Measure SPEC = new Measure(Definition.SPEC);
    /** The positive predictive value at the prevalence of these cases: the same as precision. */
    public static final Measure PPV = new Measure(Definition.PPV);
    /** The negative predictive value at the prevalence of these cases. */
    public static final Measure NPV = new Measure(Definition.NPV);
    /** Youden's index: sensitivity + specificity - 1. */
    public static final Measure J_INDEX = new Measure(Definition.J_INDEX);
    /**
     * The area under the receiver operating characteristic. With several levels Hand and Till's, or {@code MACRO} for weighted
     * cases; {@code MACRO} and {@code MACRO_WEIGHTED} are each level against the rest.
     */
    public static final Measure ROC_AUC = new Measure(Definition.ROC_AUC);
    /** The area under precision against recall, by trapezoids. */
    public static final Measure PR_AUC = new Measure(Definition.PR_AUC);
    /** The mean of the precision at each threshold, weighted by what it adds to recall. */
    public static final Measure AVERAGE_PRECISION = new Measure(Definition.AVERAGE_PRECISION);
    /** The mean negative logarithm of the true level's probability. */
    public static final Measure MN_LOG_LOSS = new Measure(Definition.MN_LOG_LOSS);
    /** The mean over cases of half the squared distance between the probabilities and the truth: from 0 to 1. */
    public static final Measure BRIER_CLASS = new Measure(Definition.BRIER_CLASS);

    private final Definition definition;
    private final double parameter;
    private final @Nullable Estimator estimator;
    private final EventLevel event;

    private Measure(Definition definition) {
        this(definition, 1, null, EventLevel.FIRST);
    }

    private Measure(Definition definition, double parameter, @Nullable Estimator estimator, EventLevel event) {
        this.definition = definition;
        this.parameter = parameter;
        this.estimator = estimator;
        this.event = event;
    }

    /**
     * The weighted harmonic mean of precision and recall.
     *
     * @param beta how many times more recall counts than precision, 0 or more
     */
    public static Measure f(double beta) {
        return new Measure(Definition.F_MEAS).parameter(beta);
    }

    /**
     * Huber's loss: half the square of small errors, linear in large ones.
     *
     * @param delta the error above which it is linear, 0 or more, in units of the outcome
     */
    public static Measure huber(double delta) {
        return new Measure(Definition.HUBER_LOSS).parameter(delta);
    }

    /** Several measures of the same cases, as in {@code metrics(ACCURACY, ROC_AUC)}. */
    public static Measures metrics(Measure... measures) {
        return Measures.of(measures);
    }

    Measure parameter(double number) {
        if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
            throw must(String.valueOf(definition.parameter), "be 0 or more and finite", number);
        }
        return new Measure(definition, number, estimator, event);
    }

    /**
     * The measure of this text: a name, perhaps with settings, as {@link #toString} gives it.
     *
     * @throws IllegalArgumentException if there is no such measure, or a setting does not fit it
     */
    @JsonCreator
    public static Measure of(String text) {
        return MeasureText.read(text);
    }

    static Measure of(Definition definition) {
        return new Measure(definition);
    }

    /**
     * The same measure, its levels joined in this way.
     *
     * @throws IllegalArgumentException if the measure has no such estimator
     */
    public Measure estimator(Estimator estimator) {
        if (!definition.formula.estimators().contains(estimator)) {
            throw must(
                    "estimator",
                    "be "
                            + definition.formula.estimators().stream()
                                    .sorted()
                                    .map(Estimator::toString)
                                    .collect(Collectors.joining(", ")),
                    estimator);
        }
        return new Measure(definition, parameter, estimator, event);
    }

    /**
     * The same measure with this level as the event, where there are two.
     *
     * @throws IllegalArgumentException if the measure knows no event, as accuracy
     */
    public Measure event(EventLevel event) {
        if (!definition.knowsEvents()) {
            throw new IllegalArgumentException(this + ": event_level must not be set, got " + event);
        }
        return new Measure(definition, parameter, estimator, event);
    }

    /** The name in yardstick, without settings: {@code f_meas}. */
    public String name() {
        return definition.title();
    }

    public Direction direction() {
        return definition.direction;
    }

    double parameter() {
        return parameter;
    }

    EventLevel event() {
        return event;
    }

    /** Whether the cases hold what this measure needs: numbers, classes, or classes with probabilities. */
    public boolean suits(Cases cases) {
        return definition.formula.suits(cases);
    }

    /**
     * How good the predictions of these cases are.
     *
     * @throws IllegalArgumentException if the cases do not hold what the measure needs, or have more than two levels and the
     *     estimator is {@code BINARY}
     */
    public Score score(Cases cases) {
        if (!suits(cases)) {
            throw must("cases", "hold " + definition.formula.needs(), cases);
        }
        Estimator usual = definition.formula.usual(cases);
        if (estimator == Estimator.BINARY && usual != Estimator.BINARY) {
            throw must("cases", "have two levels for the estimator binary", cases);
        }
        Estimator used = estimator == null ? usual : estimator;
        List<String> notes = new ArrayList<>();
        double value = definition.formula.compute(this, used, cases, notes);
        return new Score(this, used, value, notes);
    }

    private IllegalArgumentException must(String what, String accepted, Object got) {
        return new IllegalArgumentException(name() + ": " + what + " must " + accepted + ", got " + got);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Measure that
                && definition == that.definition
                && parameter == that.parameter
                && estimator == that.estimator
                && event == that.event;
    }

    @Override
    public int hashCode() {
        return Objects.hash(definition.name(), parameter, estimator == null ? "" : estimator.name(), event.name());
    }

    /** The name, and in parentheses what was set. */
    @JsonValue
    @Override
    public String toString() {
        List<String> settings = new ArrayList<>();
        if (definition.parameter != null && parameter != 1) {
            settings.add(definition.parameter + "=" + Score.plain(parameter));
        }
        if (estimator != null) {
            settings.add("estimator=" + estimator);
        }
        if (event != EventLevel.FIRST) {
            settings.add("event_level=" + event);
        }
        return settings.isEmpty() ? name() : name() + "(" + String.join(", ", settings) + ")";
    }
}
