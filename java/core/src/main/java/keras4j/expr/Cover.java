package keras4j.expr;

import com.fasterxml.jackson.annotation.JsonValue;

/** A typed Keras value: a cover over a {@link Call}, equal to every other cover over an equal call. */
public abstract class Cover implements Expressible {
    private final Call call;

    protected Cover(Call call) {
        this.call = call;
    }

    @Override
    @JsonValue
    public final Call expr() {
        return call;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Cover cover && cover.call.equals(call);
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
