package keras4j.fitted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import keras4j.internal.kerasfile.KerasWeights;
import keras4j.internal.text.Preconditions;
import keras4j.model.TrainingHistory;

/**
 * Result of slimming: a fitted model without the content that only training needs, and its sizes. Predictions and
 * evaluations do not change.
 *
 * @param fitted the smaller model
 * @param lost the removed content, in words
 * @param bytesBefore the size of the model's archive before
 * @param bytesAfter its size now
 */
public record SlimResult(Fitted fitted, List<String> lost, long bytesBefore, long bytesAfter) {
    /**
     * Creates the result and copies the list.
     *
     * @param fitted the smaller model
     * @param lost the removed content, in words
     * @param bytesBefore the size of the model's archive before
     * @param bytesAfter its size now
     */
    public SlimResult {
        Preconditions.notNull("SlimResult", "fitted", fitted);
        lost = Preconditions.items("SlimResult", "lost", lost);
    }

    static SlimResult of(Fitted fitted) {
        byte[] whole = fitted.model().model();
        byte[] model = KerasWeights.withoutOptimizer(whole);
        List<String> lost = lost(model != whole, fitted.history().epochs());
        Fitted slim = lost.isEmpty() ? fitted : new Fitted(fitted.model().with(TrainingHistory.of(Map.of()), model));
        return new SlimResult(slim, lost, fitted.toBytes().length, slim.toBytes().length);
    }

    private static List<String> lost(boolean optimizer, int epochs) {
        List<String> lost = new ArrayList<>();
        if (optimizer) {
            lost.add("the state of the optimizer");
        }
        if (epochs > 0) {
            lost.add("the history of " + epochs + " epochs");
        }
        return lost;
    }

    /** {@return the number of bytes saved} */
    public long saved() {
        return bytesBefore - bytesAfter;
    }

    /**
     * Returns one line, as in {@code Slimmed mlp: 1,234,567 to 345,678 bytes, without the state of the optimizer, the
     * history of 20 epochs}.
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Slimmed %s: %,d to %,d bytes, without %s",
                fitted.name(),
                bytesBefore,
                bytesAfter,
                lost.isEmpty() ? "losing anything" : String.join(", ", lost));
    }
}
