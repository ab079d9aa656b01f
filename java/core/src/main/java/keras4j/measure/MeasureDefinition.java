package keras4j.measure;

import static keras4j.measure.Direction.MAXIMIZE;
import static keras4j.measure.Direction.MINIMIZE;
import static keras4j.measure.RankingFormula.AVERAGES;
import static keras4j.measure.RankingFormula.PAIRS;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All measures: their names are yardstick's in capitals. Formulas are records of stateless functions. */
@SuppressWarnings("ImmutableEnumChecker")
enum MeasureDefinition {
    RMSE(MINIMIZE, new NumberFormula(NumberFormula::rmse, "the squares are too large")),
    MAE(MINIMIZE, new NumberFormula(NumberFormula::mae, "the errors are too large")),
    MAPE(MINIMIZE, new NumberFormula(NumberFormula::mape, "a true number is 0")),
    SMAPE(MINIMIZE, new NumberFormula(NumberFormula::smape, "a true number and its prediction are both 0")),
    RSQ(MAXIMIZE, new NumberFormula(NumberFormula::rsq, "truth or predictions are constant")),
    RSQ_TRAD(MAXIMIZE, new NumberFormula(NumberFormula::rsqTrad, "the truth is constant")),
    CCC(MAXIMIZE, new NumberFormula(NumberFormula::ccc, "truth and predictions are the same constant")),
    HUBER_LOSS(MINIMIZE, new NumberFormula(NumberFormula::huber, "the errors are too large"), "delta"),
    ACCURACY(MAXIMIZE, new MatrixFormula(LevelTotals::accuracy, "")),
    KAP(MAXIMIZE, new MatrixFormula(LevelTotals::kappa, "all cases are of one level and predicted as it")),
    MCC(MAXIMIZE, new MatrixFormula(LevelTotals::matthews, "all cases are of one level or predicted as one")),
    BAL_ACCURACY(
            MAXIMIZE,
            new CountFormula(counts -> (counts.recall() + counts.specificity()) / 2, "all cases, or none, are of")),
    J_INDEX(
            MAXIMIZE,
            new CountFormula(counts -> counts.recall() + counts.specificity() - 1, "all cases, or none, are of")),
    PRECISION(MAXIMIZE, new CountFormula(EventCounts::precision, "no case is predicted as")),
    PPV(MAXIMIZE, new CountFormula(EventCounts::precision, "no case is predicted as")),
    RECALL(MAXIMIZE, new CountFormula(EventCounts::recall, "no case of")),
    SENS(MAXIMIZE, new CountFormula(EventCounts::recall, "no case of")),
    SPEC(MAXIMIZE, new CountFormula(EventCounts::specificity, "all cases are of")),
    NPV(MAXIMIZE, new CountFormula(EventCounts::negativePredictiveValue, "all cases are predicted as")),
    F_MEAS(MAXIMIZE, new CountFormula(EventCounts::f, "no true or no predicted case of"), "beta"),
    ROC_AUC(MAXIMIZE, new RankingFormula(ProbabilityRanking::rocArea, PAIRS, "all cases, or none, are of")),
    PR_AUC(MAXIMIZE, new RankingFormula(ProbabilityRanking::precisionArea, AVERAGES, "no case of")),
    AVERAGE_PRECISION(MAXIMIZE, new RankingFormula(ProbabilityRanking::averagePrecision, AVERAGES, "no case of")),
    MN_LOG_LOSS(MINIMIZE, new ProbabilityFormula(ProbabilityFormula::logLoss)),
    BRIER_CLASS(MINIMIZE, new ProbabilityFormula(ProbabilityFormula::brier));

    final Direction direction;
    final MeasureFormula formula;
    /** The name of the measure's numeric parameter; null if it has none. */
    final @Nullable String parameter;

    MeasureDefinition(Direction direction, MeasureFormula formula) {
        this(direction, formula, null);
    }

    MeasureDefinition(Direction direction, MeasureFormula formula, @Nullable String parameter) {
        this.direction = direction;
        this.formula = formula;
        this.parameter = parameter;
    }

    /** Returns the name in yardstick. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean knowsEvents() {
        return formula instanceof CountFormula || formula instanceof RankingFormula;
    }
}
