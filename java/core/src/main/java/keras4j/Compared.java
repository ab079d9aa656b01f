package keras4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.Target;
import keras4j.data.Tensor;
import keras4j.measure.Cases;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Predictions beside the truth: cases of each outcome, or of each column where one output gives several. */
final class Compared {
    private final Map<String, Cases> cases = new LinkedHashMap<>();

    private Compared() {}

    static Map<String, Cases> of(List<Head> heads, DataFrame truth) {
        Compared compared = new Compared();
        heads.forEach(head -> compared.add(head, head.outcome().read(truth), null));
        return compared.cases;
    }

    /** @param truth with outcomes, and perhaps weights, in the order of the heads */
    static Map<String, Cases> of(List<Head> heads, Examples truth) {
        Compared compared = new Compared();
        List<Target> targets = List.copyOf(truth.outcomes().values());
        List<Tensor> weights = List.copyOf(truth.weights().values());
        for (int at = 0; at < heads.size(); at++) {
            Target target = heads.get(at).outcome().checked(targets.get(at));
            compared.add(heads.get(at), target, weights.isEmpty() ? null : weights.get(at));
        }
        return compared.cases;
    }

    static Cases of(Head head, Target truth) {
        Compared compared = new Compared();
        compared.add(head, head.outcome().checked(truth), null);
        return single(compared.cases);
    }

    /** The only cases. */
    static Cases single(Map<String, Cases> outcomes) {
        if (outcomes.size() > 1) {
            throw new IllegalStateException("Predictions: cases() must be asked of one column, got "
                    + String.join(", ", outcomes.keySet()) + "; use outcomes()");
        }
        return outcomes.values().iterator().next();
    }

    private void add(Head head, Target truth, @Nullable Tensor weights) {
        Outcome outcome = head.outcome();
        if (truth instanceof Labels labels) {
            put(outcome.name(), Cases.of(labels, head.output()), weights);
        } else if (outcome.columns().size() > 1) {
            for (int at = 0; at < outcome.columns().size(); at++) {
                double[] observed = column((Tensor) truth, at);
                put(outcome.columns().get(at), Cases.of(observed, column(head.output(), at)), weights);
            }
        } else {
            put(outcome.name(), Cases.of(all((Tensor) truth), all(head.output())), weights);
        }
    }

    // An array's numbers all have the weight of their row.
    private void put(String name, Cases all, @Nullable Tensor weights) {
        if (weights == null) {
            cases.put(name, all);
            return;
        }
        double[] rows = all(weights);
        int width = all.rows() / rows.length;
        cases.put(
                name,
                all.weights(IntStream.range(0, all.rows())
                        .mapToDouble(at -> rows[at / width])
                        .toArray()));
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
