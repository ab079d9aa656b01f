package keras4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import keras4j.archive.KerasWeights;

/**
 * A fitted model without what only training needs, and what that gained and cost. It predicts and evaluates to the same numbers.
 *
 * @param fitted the smaller model
 * @param lost what is gone, in words
 * @param bytesBefore the size of the model's archive before
 * @param bytesAfter its size now
 */
public record Slimmed(Fitted fitted, List<String> lost, long bytesBefore, long bytesAfter) {
    public Slimmed {
        lost = List.copyOf(lost);
    }

    static Slimmed of(Fitted fitted) {
        byte[] model = KerasWeights.withoutOptimizer(fitted.model());
        List<String> lost = new ArrayList<>();
        if (model != fitted.model()) {
            lost.add("the state of the optimizer");
        }
        if (fitted.history().epochs() > 0) {
            lost.add("the history of " + fitted.history().epochs() + " epochs");
        }
        Fitted slim = lost.isEmpty() ? fitted : fitted.with(History.of(Map.of()), model);
        return new Slimmed(slim, lost, fitted.toBytes().length, slim.toBytes().length);
    }

    /** How many bytes were saved. */
    public long saved() {
        return bytesBefore - bytesAfter;
    }

    /**
     * As in {@code Slimmed mlp: 1,234,567 to 345,678 bytes, without the state of the optimizer, the history of 20 epochs}.
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
