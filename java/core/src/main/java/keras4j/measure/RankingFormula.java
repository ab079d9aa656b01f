package keras4j.measure;

import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import keras4j.internal.text.Quoted;

/** A measure of how well events are ranked before others, for the event level, or averaged over levels. */
record RankingFormula(ToDoubleFunction<ProbabilityRanking> function, Set<Estimator> estimators, String undefined)
        implements ClassFormula {
    static final Set<Estimator> AVERAGES = Set.of(Estimator.BINARY, Estimator.MACRO, Estimator.MACRO_WEIGHTED);
    static final Set<Estimator> PAIRS =
            Set.of(Estimator.BINARY, Estimator.MACRO, Estimator.MACRO_WEIGHTED, Estimator.HAND_TILL);

    @Override
    public Estimator usualOfSeveral(ClassCases cases) {
        return estimators.contains(Estimator.HAND_TILL) && !cases.weighted() ? Estimator.HAND_TILL : Estimator.MACRO;
    }

    @Override
    public boolean needsProbabilities() {
        return true;
    }

    @Override
    public double compute(Measure measure, Estimator estimator, TruthEstimates cases, List<String> notes) {
        ClassCases classes = (ClassCases) cases;
        PerLevelScores levels = new PerLevelScores(classes.levels(), classes.totals(), undefined, notes);
        return switch (estimator) {
            case BINARY -> levels.event(measure.event(), level -> against(classes, level));
            case HAND_TILL -> pairs(measure, classes, notes);
            default -> levels.fullMean(estimator, level -> against(classes, level));
        };
    }

    private double against(ClassCases cases, int level) {
        return function.applyAsDouble(cases.ranking(level, IntStream.range(0, cases.rows())));
    }

    private double pairs(Measure measure, ClassCases cases, List<String> notes) {
        if (cases.weighted()) {
            throw new IllegalArgumentException(
                    measure + ": estimator must be macro or macro_weighted for weighted cases, got hand_till");
        }
        double[] totals = cases.totals();
        int[] there = IntStream.range(0, totals.length)
                .filter(level -> totals[level] > 0)
                .toArray();
        List<String> without = IntStream.range(0, totals.length)
                .filter(level -> totals[level] == 0)
                .mapToObj(cases.levels()::get)
                .toList();
        if (!without.isEmpty()) {
            notes.add("no case of " + Quoted.of(without) + ", excluded from the mean");
        }
        if (there.length < 2) {
            notes.add("only cases of one level");
        }
        return IntStream.of(there)
                .boxed()
                .flatMapToDouble(one -> areas(cases, totals, one, there))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Returns the areas of one level against each other one, by the probability of the first: the part of their pairs of cases
     * in the right order, where a tie counts half.
     */
    private static DoubleStream areas(ClassCases cases, double[] totals, int one, int[] levels) {
        int[] codes = cases.truth().codes();
        double[] events = IntStream.range(0, codes.length)
                .filter(row -> codes[row] == one)
                .mapToDouble(row -> cases.probabilities(row)[one] + 0.0)
                .sorted()
                .toArray();
        double[] above = new double[totals.length];
        for (int row = 0; row < codes.length; row++) {
            double probability = cases.probabilities(row)[one] + 0.0;
            above[codes[row]] += events.length - (below(events, probability) + notAbove(events, probability)) / 2.0;
        }
        return IntStream.of(levels)
                .filter(two -> two != one)
                .mapToDouble(two -> above[two] / (totals[one] * totals[two]));
    }

    /** Returns the number of sorted numbers below a limit. */
    private static int below(double[] sorted, double limit) {
        return notAbove(sorted, Math.nextDown(limit));
    }

    /** Returns the number of sorted numbers that are not above a limit. */
    private static int notAbove(double[] sorted, double limit) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] <= limit) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
