package keras4j.internal.fitted;

import java.util.Collection;
import java.util.List;
import keras4j.data.Input;
import keras4j.data.Tensor;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/**
 * Limit on the sizes of rows in axes that vary.
 *
 * @param subject the model, for messages
 * @param max the maximum length; null if no axis varies
 * @param setting the setting of another length, which it follows in parentheses
 */
public record RowLengths(String subject, @Nullable Integer max, String setting) {
    private static final String IN_SPEC = "maxLength(%d) in the spec";

    /** Returns the limit of a spec. */
    public static RowLengths of(Spec spec) {
        return new RowLengths(spec.name(), ModelOrigin.maxLength(spec), IN_SPEC);
    }

    static RowLengths of(ModelOrigin origin) {
        String setting = origin.spec() == null ? "ReadOptions.DEFAULT.length(%d) at reading" : IN_SPEC;
        return new RowLengths("Fitted " + origin.name(), origin.maxLength(), setting);
    }

    /** Checks that no axis that varies is longer than the maximum. */
    public void require(List<Input> inputs, Collection<Tensor> x) {
        List<Tensor> given = List.copyOf(x);
        for (int at = 0; max != null && at < given.size(); at++) {
            require(inputs.get(at), given.get(at).rowShape(), max);
        }
    }

    private void require(Input input, int[] row, int most) {
        for (int axis = 0; axis < row.length; axis++) {
            if (input.shape().get(axis) == Input.VARYING && row[axis] > most) {
                throw new IllegalArgumentException(subject + ": " + input.name() + " must have at most " + most
                        + " in an axis that varies, got " + row[axis] + "; " + String.format(setting, row[axis])
                        + " allows it");
            }
        }
    }
}
