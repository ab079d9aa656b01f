package keras4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.interval.Laplace;
import keras4j.interval.Scores;
import keras4j.text.Nearest;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * What is predicted for some rows, and from where to where it lies. The intervals of any level follow without another pass.
 *
 * <p>Numbers have columns {@code .pred}, {@code .pred_lower} and {@code .pred_upper}; of several outcomes, or of an output that
 * gives several columns, {@code .pred_<name>}, {@code .pred_lower_<name>} and {@code .pred_upper_<name>}. Classes have
 * {@code .pred_lower_<level>} and {@code .pred_upper_<level>}, of several outcomes with {@code <outcome>_} before the level.
 */
public final class Intervals {
    private final List<IntervalHead> heads;
    private final boolean steps;

    private Intervals(List<IntervalHead> heads, boolean steps) {
        this.heads = heads;
        this.steps = steps;
    }

    /** @param spread for each outcome what it is around, and its variance */
    static Intervals ofLaplace(List<Outcome> outcomes, List<Tensor> spread, List<Laplace> posteriors) {
        List<IntervalHead> heads = new ArrayList<>();
        for (int at = 0; at < outcomes.size(); at++) {
            Outcome outcome = outcomes.get(at);
            Tensor centre = spread.get(2 * at);
            Tensor variance = spread.get(2 * at + 1);
            heads.add(
                    outcome.classifies()
                            ? new LaplaceClasses(outcome, centre, variance)
                            : new LaplaceNumbers(outcome, centre, variance, posteriors.get(at)));
        }
        return new Intervals(List.copyOf(heads), false);
    }

    /** @param predicted by each model for each outcome */
    static Intervals ofConformal(List<Outcome> outcomes, List<List<Tensor>> predicted, List<List<Scores>> scores) {
        List<IntervalHead> heads = new ArrayList<>();
        for (int at = 0; at < outcomes.size(); at++) {
            int here = at;
            List<Tensor> models =
                    predicted.stream().map(model -> model.get(here)).toList();
            heads.add(
                    outcomes.get(at).classifies()
                            ? new ConformalClasses(
                                    outcomes.get(at), models, scores.get(at).get(0))
                            : ConformalNumbers.of(outcomes.get(at), models, scores.get(at)));
        }
        return new Intervals(List.copyOf(heads), false);
    }

    /**
     * The intervals of one outcome alone.
     *
     * @throws IllegalArgumentException if there is no such outcome
     */
    public Intervals of(String outcome) {
        List<String> names = heads.stream().map(head -> head.outcome().name()).toList();
        if (!names.contains(outcome)) {
            throw new IllegalArgumentException("Intervals: outcome must be one of " + String.join(", ", names)
                    + ", got " + outcome + Nearest.hint(outcome, names));
        }
        return new Intervals(List.of(heads.get(names.indexOf(outcome))), steps);
    }

    /**
     * The same intervals with a row for each step of a forecast, not a column: columns {@code .row}, from 0, {@code .step},
     * {@code .pred}, {@code .pred_lower}, {@code .pred_upper}. Steps and variables are read from names such as
     * {@code lead_2_load}; of several variables each has columns with its name behind, as in {@code .pred_load}.
     *
     * @throws IllegalStateException there are several outcomes, or it is a class
     */
    public Intervals steps() {
        numbers("steps()");
        return new Intervals(heads, true);
    }

    /**
     * Where the values of such rows lie: a part {@code level} of them is within. For a class 1 stands for a level and 0 for the
     * others: those with an upper bound of 1 are what the row may be, one with a lower bound of 1 what it must be.
     *
     * @param level between 0 and 1, such as 0.95
     */
    public DataFrame prediction(double level) {
        return frame(head -> head.prediction(level));
    }

    /**
     * Where the means of such rows lie, or the probabilities of the levels: how far the network itself may be off, without the
     * noise of the rows.
     *
     * @param level between 0 and 1, such as 0.95
     * @throws IllegalStateException they are conformal intervals, which only say where values lie
     */
    public DataFrame confidence(double level) {
        return frame(head -> head.confidence(level));
    }

    /**
     * Draws of all numbers of a row together, such as the paths of a forecast: with what the network may be off, and with noise
     * that is correlated as the scores were. Columns {@code .row}, {@code .draw}, both from 0, {@code .step} and
     * {@code .pred}, as in {@link #steps()}.
     *
     * @param draws how many a row, at least 1
     * @throws IllegalStateException there are several outcomes, it is a class, or they are conformal intervals
     */
    public DataFrame draws(int draws, long seed) {
        if (draws < 1) {
            throw new IllegalArgumentException("Intervals: draws must be at least 1, got " + draws);
        }
        IntervalHead head = numbers("draws");
        Random random = new Random(seed);
        int units = head.outcome().width();
        float[] all = new float[Math.multiplyExact(Math.multiplyExact(rows(), draws), units)];
        int at = 0;
        for (int row = 0; row < rows(); row++) {
            for (double[] drawn : head.draws(row, draws, random)) {
                for (double number : drawn) {
                    all[at++] = (float) number;
                }
            }
        }
        return LongFrames.ofDraws(head.outcome(), Tensor.of(all, rows() * draws, units), draws);
    }

    public int rows() {
        return heads.get(0).rows();
    }

    private IntervalHead numbers(String asked) {
        if (heads.size() > 1) {
            throw new IllegalStateException("Intervals: " + asked + " must be asked of one outcome, got " + heads.size()
                    + "; use of(\"" + heads.get(0).outcome().name() + "\")");
        }
        if (heads.get(0).outcome().classifies()) {
            throw IntervalHead.refused(asked, "numbers", heads.get(0).outcome());
        }
        return heads.get(0);
    }

    private DataFrame frame(Function<IntervalHead, Band> asked) {
        if (steps) {
            Band band = asked.apply(heads.get(0));
            Map<String, Tensor> numbers = new LinkedHashMap<>();
            numbers.put(".pred", band.centre());
            numbers.put(".pred_lower", band.lower());
            numbers.put(".pred_upper", band.upper());
            return LongFrames.of(heads.get(0).outcome(), numbers);
        }
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        for (IntervalHead head : heads) {
            String suffix = heads.size() == 1 ? "" : "_" + head.outcome().name();
            columns.putAll(head.columns(asked.apply(head), suffix));
        }
        return LongFrames.frame(columns);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Intervals that && steps == that.steps && heads.equals(that.heads);
    }

    @Override
    public int hashCode() {
        return Objects.hash(heads, steps);
    }

    @Override
    public String toString() {
        return "Intervals of "
                + String.join(
                        ", ", heads.stream().map(head -> head.outcome().name()).toList())
                + " for " + rows() + " rows";
    }
}
