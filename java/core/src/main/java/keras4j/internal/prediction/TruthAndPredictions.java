package keras4j.internal.prediction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.Target;
import keras4j.data.Tensor;
import keras4j.internal.text.Quoted;
import keras4j.measure.TruthEstimates;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Truth and prediction of each outcome, or of each column if one output gives several. */
public final class TruthAndPredictions {
    private final Map<String, TruthEstimates> cases = new LinkedHashMap<>();

    private TruthAndPredictions() {}

    public static Map<String, TruthEstimates> of(List<OutputPredictions> heads, DataFrame truth) {
        TruthAndPredictions compared = new TruthAndPredictions();
        heads.forEach(head -> compared.add(head, head.outcome().read(truth), null));
        return compared.cases;
    }

    /**
     * Returns truth and prediction by outcome.
     *
     * @param truth the outcomes, with or without weights, in the order of the outputs
     */
    public static Map<String, TruthEstimates> of(List<OutputPredictions> heads, Examples truth) {
        TruthAndPredictions compared = new TruthAndPredictions();
        List<Target> targets = List.copyOf(truth.outcomes().values());
        List<Tensor> weights = List.copyOf(truth.weights().values());
        for (int at = 0; at < heads.size(); at++) {
            Target target = heads.get(at).outcome().checked(targets.get(at));
            compared.add(heads.get(at), target, weights.isEmpty() ? null : weights.get(at));
        }
        return compared.cases;
    }

    public static TruthEstimates of(OutputPredictions head, Target truth) {
        TruthAndPredictions compared = new TruthAndPredictions();
        compared.add(head, head.outcome().checked(truth), null);
        return single(compared.cases);
    }

    /** Returns the only entry. */
    public static TruthEstimates single(Map<String, TruthEstimates> outcomes) {
        if (outcomes.size() > 1) {
            throw new IllegalStateException("Predictions: cases() must be called on one column, got "
                    + Quoted.cut(String.join(", ", outcomes.keySet())) + "; use outcomes()");
        }
        return outcomes.values().iterator().next();
    }

    private void add(OutputPredictions head, Target truth, @Nullable Tensor weights) {
        Outcome outcome = head.outcome();
        if (truth instanceof Labels labels) {
            put(outcome.name(), TruthEstimates.of(labels, head.output()), weights);
        } else if (outcome.columns().size() > 1) {
            for (int at = 0; at < outcome.columns().size(); at++) {
                double[] observed = column((Tensor) truth, at);
                put(outcome.columns().get(at), TruthEstimates.of(observed, column(head.output(), at)), weights);
            }
        } else {
            put(outcome.name(), TruthEstimates.of(all((Tensor) truth), all(head.output())), weights);
        }
    }

    private void put(String name, TruthEstimates all, @Nullable Tensor weights) {
        cases.put(name, weights == null ? all : all.weights(repeated(all(weights), all.rows())));
    }

    // All numbers of an array have the weight of their row.
    private static double[] repeated(double[] weights, int count) {
        int width = count / weights.length;
        return IntStream.range(0, count).mapToDouble(at -> weights[at / width]).toArray();
    }

    private static double[] all(Tensor numbers) {
        float[] floats = numbers.toFloats();
        return IntStream.range(0, floats.length).mapToDouble(at -> floats[at]).toArray();
    }

    private static double[] column(Tensor numbers, int at) {
        double[] all = all(numbers);
        return IntStream.range(0, numbers.rows())
                .mapToDouble(row -> all[row * numbers.rowSize() + at])
                .toArray();
    }
}
