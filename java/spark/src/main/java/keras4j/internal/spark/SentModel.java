package keras4j.internal.spark;

import java.io.Serializable;
import keras4j.fitted.Fitted;
import org.jspecify.annotations.Nullable;

/** Fitted model as the bytes of its archive, which an executor reads once. */
final class SentModel implements Serializable {
    private static final long serialVersionUID = 1;

    private final byte[] archive;
    private transient @Nullable Fitted read;

    SentModel(Fitted fitted) {
        this.archive = fitted.toBytes();
        this.read = fitted;
    }

    /** Returns the model. */
    synchronized Fitted fitted() {
        Fitted known = read;
        if (known == null) {
            known = Fitted.ofBytes(archive);
            read = known;
        }
        return known;
    }
}
