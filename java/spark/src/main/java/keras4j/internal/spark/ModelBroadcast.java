package keras4j.internal.spark;

import java.io.Serializable;
import keras4j.fitted.Fitted;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag$;

/** Model that is sent to the executors of an application once, however often it scores there. */
public final class ModelBroadcast implements Serializable {
    private static final long serialVersionUID = 1;

    private final Fitted fitted;
    private transient @Nullable SparkContext context;
    private transient @Nullable Broadcast<SentModel> sent;

    public ModelBroadcast(Fitted fitted) {
        this.fitted = fitted;
    }

    public Fitted fitted() {
        return fitted;
    }

    /** Returns the model as it is sent to the executors of an application. */
    synchronized Broadcast<SentModel> in(SparkContext application) {
        Broadcast<SentModel> known = sent;
        if (known == null || context != application) {
            known = application.broadcast(new SentModel(fitted), ClassTag$.MODULE$.apply(SentModel.class));
            context = application;
            sent = known;
        }
        return known;
    }
}
