package keras4j.internal.event;

import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Operations on models, with their duration, as JDK Flight Recorder records them. */
@Category("keras4j")
@StackTrace(false)
public abstract class ModelEvent extends Event {
    @Label("Model")
    public String model = "";

    @Label("Rows")
    public int rows;

    @Label("Failed")
    public boolean failed;

    ModelEvent() {}

    /** Prediction of rows. */
    @Name("keras4j.Prediction")
    @Label("Prediction")
    public static final class Prediction extends ModelEvent {}

    /** Training of a model. */
    @Name("keras4j.Fit")
    @Label("Fit")
    public static final class Fit extends ModelEvent {}

    /** Restoration of a model from its bytes. */
    @Name("keras4j.Restoration")
    @Label("Restoration")
    public static final class Restoration extends ModelEvent {}

    /** Runs an operation on a model and records it. */
    public final <T> T around(String name, int count, Supplier<T> operation) {
        begin();
        boolean done = false;
        try {
            T result = operation.get();
            done = true;
            return result;
        } finally {
            end();
            if (shouldCommit()) {
                model = name;
                rows = count;
                failed = !done;
                commit();
            }
        }
    }
}
