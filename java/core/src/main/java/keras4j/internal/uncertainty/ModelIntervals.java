package keras4j.internal.uncertainty;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.internal.interval.ConformityScores;
import keras4j.internal.interval.Laplace;
import keras4j.internal.prediction.LongFrames;
import keras4j.internal.prediction.PredictionColumns;
import keras4j.internal.prediction.PredictionNames;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import keras4j.prediction.Intervals;
import org.dflib.DataFrame;

/** Intervals of all outcomes of a model, with one {@link OutputIntervals} for each outcome. */
public final class ModelIntervals implements Intervals {
    private final List<OutputIntervals> heads;
    private final boolean steps;

    private ModelIntervals(List<OutputIntervals> heads, boolean steps) {
        this.heads = heads;
        this.steps = steps;
    }

    /**
     * Returns intervals by the Laplace approximation.
     *
     * @param spread the centre and the variance of each outcome
     */
    public static ModelIntervals ofLaplace(List<Outcome> outcomes, List<Tensor> spread, List<Laplace> posteriors) {
        List<OutputIntervals> heads = new ArrayList<>();
        for (int at = 0; at < outcomes.size(); at++) {
            Outcome outcome = outcomes.get(at);
            Tensor centre = spread.get(2 * at);
            Tensor variance = spread.get(2 * at + 1);
            heads.add(
                    outcome.classifies()
                            ? new LaplaceClasses(outcome, centre, variance)
                            : new LaplaceNumbers(outcome, centre, variance, posteriors.get(at)));
        }
        return new ModelIntervals(List.copyOf(heads), false);
    }

    /**
     * Returns conformal intervals.
     *
     * @param predicted the predictions of each model for each outcome
     */
    public static ModelIntervals ofConformal(
            List<Outcome> outcomes, List<List<Tensor>> predicted, List<List<ConformityScores>> scores) {
        List<OutputIntervals> heads = new ArrayList<>();
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
        return new ModelIntervals(List.copyOf(heads), false);
    }

    @Override
    public Intervals of(String outcome) {
        List<String> names = heads.stream().map(head -> head.outcome().name()).toList();
        if (!names.contains(outcome)) {
            throw new IllegalArgumentException(
                    "Intervals: outcome must be one of " + Quoted.cut(String.join(", ", names)) + ", got "
                            + Quoted.cut(outcome) + NearestName.hint(outcome, names));
        }
        return new ModelIntervals(List.of(heads.get(names.indexOf(outcome))), steps);
    }

    @Override
    public Intervals steps() {
        numbers("steps()");
        return new ModelIntervals(heads, true);
    }

    @Override
    public DataFrame prediction(double level) {
        return frame(head -> head.prediction(level));
    }

    @Override
    public DataFrame confidence(double level) {
        return frame(head -> head.confidence(level));
    }

    @Override
    public DataFrame draws(int draws, long seed) {
        if (draws < 1) {
            throw new IllegalArgumentException("Intervals: draws must be at least 1, got " + draws);
        }
        OutputIntervals head = numbers("draws");
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

    @Override
    public int rows() {
        return heads.get(0).rows();
    }

    private OutputIntervals numbers(String asked) {
        if (heads.size() > 1) {
            throw new IllegalStateException("Intervals: " + asked + " must be called on one outcome, got "
                    + heads.size() + "; use of(\"" + heads.get(0).outcome().name() + "\")");
        }
        if (heads.get(0).outcome().classifies()) {
            throw OutputIntervals.refused(asked, "numbers", heads.get(0).outcome());
        }
        return heads.get(0);
    }

    private DataFrame frame(Function<OutputIntervals, IntervalBounds> asked) {
        if (steps) {
            IntervalBounds band = asked.apply(heads.get(0));
            Map<String, Tensor> numbers = new LinkedHashMap<>();
            numbers.put(".pred", band.centre());
            numbers.put(".pred_lower", band.lower());
            numbers.put(".pred_upper", band.upper());
            return LongFrames.of(heads.get(0).outcome(), numbers);
        }
        PredictionColumns columns = new PredictionColumns();
        heads.forEach(
                head -> head.columns(columns, asked.apply(head), PredictionNames.of(head.outcome(), heads.size())));
        return columns.frame();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelIntervals that && steps == that.steps && heads.equals(that.heads);
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
