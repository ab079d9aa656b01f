package keras4j.expr;

import com.fasterxml.jackson.annotation.JsonValue;

/** Typed Keras value around a {@link Call}, equal to every other such value around an equal call. */
public abstract class KerasObject implements ToExpr {
    private final Call call;

    /**
     * Wraps a call.
     *
     * @param call the call that makes the Keras object
     */
    protected KerasObject(Call call) {
        this.call = call;
    }

    @Override
    @JsonValue
    public final Call expr() {
        return call;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof KerasObject cover && cover.call.equals(call);
    }

    @Override
    public final int hashCode() {
        return call.hashCode();
    }

    @Override
    public final String toString() {
        return call.toString();
    }
}
