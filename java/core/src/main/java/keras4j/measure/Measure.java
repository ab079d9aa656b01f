package keras4j.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * A measure of prediction quality, as a value: {@code RMSE}, {@code f(2)},
 * {@code PRECISION.estimator(Estimator.MICRO)}. Names and definitions are
 * <a href="https://yardstick.tidymodels.org/reference/">yardstick's</a>.
 *
 * <p>Its text and JSON form is its name, followed by settings in parentheses: {@code rmse}, {@code f_meas(beta=2)},
 * {@code precision(estimator=micro)}.
 */
public final class Measure {
    /** The root of the mean squared error, in units of the outcome. */
    public static final Measure RMSE = new Measure(MeasureDefinition.RMSE);
    /** The mean absolute error, in units of the outcome. */
    public static final Measure MAE = new Measure(MeasureDefinition.MAE);
    /** The mean absolute error in percent of the truth; infinite where the truth is 0. */
    public static final Measure MAPE = new Measure(MeasureDefinition.MAPE);
    /** The mean absolute error in percent of the mean size of truth and prediction: from 0 to 200. */
    public static final Measure SMAPE = new Measure(MeasureDefinition.SMAPE);
    /** The squared correlation of truth and predictions: from 0 to 1. It ignores constant and proportional errors. */
    public static final Measure RSQ = new Measure(MeasureDefinition.RSQ);
    /**
     * The coefficient of determination: 1 minus the ratio of the squared errors to the squared distances of the truth from its
     * mean. It is at most 1, and negative for predictions worse than the mean.
     */
    public static final Measure RSQ_TRAD = new Measure(MeasureDefinition.RSQ_TRAD);
    /** Lin's concordance correlation, with unbiased variances: from -1 to 1. */
    public static final Measure CCC = new Measure(MeasureDefinition.CCC);
    /** Huber's loss, quadratic up to errors of 1: see {@link #huber}. */
    public static final Measure HUBER_LOSS = huber(1);
    /** The fraction of cases that are predicted correctly. */
    public static final Measure ACCURACY = new Measure(MeasureDefinition.ACCURACY);
    /**
     * The mean of sensitivity and specificity. For several levels it is yardstick's average, which is not the mean
     * recall.
     */
    public static final Measure BAL_ACCURACY = new Measure(MeasureDefinition.BAL_ACCURACY);
    /** Cohen's kappa: accuracy beyond that expected by chance. */
    public static final Measure KAP = new Measure(MeasureDefinition.KAP);
    /** Matthews' correlation coefficient, for any number of levels: from -1 to 1. */
    public static final Measure MCC = new Measure(MeasureDefinition.MCC);
    /** The harmonic mean of precision and recall: {@code f(1)}. */
    public static final Measure F_MEAS = f(1);
    /** The fraction of events among the cases predicted as events. */
    public static final Measure PRECISION = new Measure(MeasureDefinition.PRECISION);
    /** The fraction of events that are predicted as events. */
    public static final Measure RECALL = new Measure(MeasureDefinition.RECALL);
    /** Sensitivity, an alias of recall. */
    public static final Measure SENS = new Measure(MeasureDefinition.SENS);
    /** Specificity: the fraction of others that are predicted as others. */
    public static final Measure SPEC = new Measure(MeasureDefinition.SPEC);
    /** The positive predictive value at the prevalence of these cases, equal to precision. */
    public static final Measure PPV = new Measure(MeasureDefinition.PPV);
    /** The negative predictive value at the prevalence of these cases. */
    public static final Measure NPV = new Measure(MeasureDefinition.NPV);
    /** Youden's index: sensitivity + specificity - 1. */
    public static final Measure J_INDEX = new Measure(MeasureDefinition.J_INDEX);
    /**
     * The area under the receiver operating characteristic. For several levels it is Hand and Till's, or {@code MACRO}
     * for weighted cases; {@code MACRO} and {@code MACRO_WEIGHTED} average each level against the rest.
     */
    public static final Measure ROC_AUC = new Measure(MeasureDefinition.ROC_AUC);
    /** The area under the precision-recall curve, by the trapezoidal rule. */
    public static final Measure PR_AUC = new Measure(MeasureDefinition.PR_AUC);
    /** The mean of the precision at each threshold, weighted by the gain in recall. */
    public static final Measure AVERAGE_PRECISION = new Measure(MeasureDefinition.AVERAGE_PRECISION);
    /** The mean negative logarithm of the true level's probability. */
    public static final Measure MN_LOG_LOSS = new Measure(MeasureDefinition.MN_LOG_LOSS);
    /** The mean over cases of half the squared distance between the probabilities and the truth: from 0 to 1. */
    public static final Measure BRIER_CLASS = new Measure(MeasureDefinition.BRIER_CLASS);

    private final MeasureDefinition definition;
    private final double parameter;
    private final @Nullable Estimator estimator;
    private final EventLevel event;

    private Measure(MeasureDefinition definition) {
        this(definition, 1, null, EventLevel.FIRST);
    }

    private Measure(MeasureDefinition definition, double parameter, @Nullable Estimator estimator, EventLevel event) {
        this.definition = definition;
        this.parameter = parameter;
        this.estimator = estimator;
        this.event = event;
    }

    /**
     * Returns the F measure, the weighted harmonic mean of precision and recall.
     *
     * @param beta how many times more recall counts than precision, 0 or more
     * @return the measure
     */
    public static Measure f(double beta) {
        return new Measure(MeasureDefinition.F_MEAS).parameter(beta);
    }

    /**
     * Returns Huber's loss: half the square of small errors, linear in large ones.
     *
     * @param delta the error above which it is linear, 0 or more, in units of the outcome
     * @return the measure
     */
    public static Measure huber(double delta) {
        return new Measure(MeasureDefinition.HUBER_LOSS).parameter(delta);
    }

    Measure parameter(double number) {
        if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
            throw must(String.valueOf(definition.parameter), "be 0 or more and finite", number);
        }
        return new Measure(definition, number, estimator, event);
    }

    /**
     * Parses a measure: a name with optional settings, as {@link #toString} writes it.
     *
     * @param text such as {@code f_meas(beta=2)}
     * @return the measure
     * @throws IllegalArgumentException if there is no such measure, or a setting does not fit it
     */
    @JsonCreator
    public static Measure of(String text) {
        Preconditions.notNull("Measure", "text", text);
        return MeasureText.read(text);
    }

    static Measure of(MeasureDefinition definition) {
        return new Measure(definition);
    }

    /**
     * Returns a copy with this estimator, the method of averaging over levels.
     *
     * @param estimator the estimator
     * @return the measure
     * @throws IllegalArgumentException if the measure has no such estimator
     */
    public Measure estimator(Estimator estimator) {
        Preconditions.notNull("Measure", "estimator", estimator);
        if (!definition.formula.estimators().contains(estimator)) {
            throw must("estimator", "be " + estimators(), estimator);
        }
        return new Measure(definition, parameter, estimator, event);
    }

    private String estimators() {
        return definition.formula.estimators().stream()
                .sorted()
                .map(Estimator::toString)
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns a copy with this level of two as the event.
     *
     * @param event the event level
     * @return the measure
     * @throws IllegalArgumentException if the measure has no event, such as accuracy
     */
    public Measure event(EventLevel event) {
        Preconditions.notNull("Measure", "event", event);
        if (!definition.knowsEvents()) {
            throw new IllegalArgumentException(this + ": event_level must not be set, got " + event);
        }
        return new Measure(definition, parameter, estimator, event);
    }

    /** {@return the name in yardstick, without settings: {@code f_meas}} */
    public String name() {
        return definition.title();
    }

    /** {@return the direction in which this measure improves} */
    public Direction direction() {
        return definition.direction;
    }

    double parameter() {
        return parameter;
    }

    EventLevel event() {
        return event;
    }

    /**
     * Checks that the cases hold the data of this measure: numbers, classes, or classes with probabilities.
     *
     * @param cases the cases
     * @return true if the measure can be computed
     */
    public boolean suits(TruthEstimates cases) {
        Preconditions.notNull("Measure", "cases", cases);
        return definition.formula.suits(cases);
    }

    /**
     * Computes the measure for these cases.
     *
     * @param cases the cases
     * @return the score
     * @throws IllegalArgumentException if the cases do not hold the data that the measure needs, or have more than two
     *     levels and the estimator is {@code BINARY}
     */
    public Score score(TruthEstimates cases) {
        if (!suits(cases)) {
            throw must("cases", "hold " + definition.formula.needs(), cases);
        }
        Estimator usual = definition.formula.usual(cases);
        if (estimator == Estimator.BINARY && usual != Estimator.BINARY) {
            throw must("cases", "have two levels for the estimator binary", cases);
        }
        Estimator used = estimator == null ? usual : estimator;
        List<String> notes = new ArrayList<>();
        double value = definition.formula.compute(this, used, cases.scaled(), notes);
        return new Score(this, used, value, notes);
    }

    private IllegalArgumentException must(String what, String accepted, Object got) {
        return new IllegalArgumentException(name() + ": " + what + " must " + accepted + ", got " + Quoted.cut(got));
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

    /** Returns the name, with settings in parentheses. */
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
