package keras4j.internal.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.UUID;
import keras4j.internal.trial.RemoteSearch;
import keras4j.internal.trial.RemoteTrials;
import keras4j.resample.Folds;
import keras4j.tune.Tuning;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import org.dflib.DataFrame;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Search with its rows, as it is sent to executors once. */
final class SentSearch implements Serializable {
    private static final long serialVersionUID = 1;

    private final String id;
    private final String search;
    private final String folds;
    private final byte[] rows;

    SentSearch(Tuning tuning, DataFrame frame, Folds folds) {
        this.id = "keras4j-search-" + UUID.randomUUID();
        this.search = RemoteSearch.of(tuning).json();
        this.folds = folds.json();
        this.rows = serializer().serialize(SentFrame.of(frame), tag()).array();
    }

    /** Returns a name that no other search has. */
    String id() {
        return id;
    }

    /** Returns the trials of this search on an executor. */
    RemoteTrials trials() {
        SentFrame frame = serializer().deserialize(ByteBuffer.wrap(rows), SentSearch.class.getClassLoader(), tag());
        return new RemoteTrials(RemoteSearch.fromJson(search), frame.frame(), Folds.fromJson(folds));
    }

    /** Returns Java serialization, as Spark sends functions, whatever the application has chosen for its data. */
    private static SerializerInstance serializer() {
        return SparkEnv.get().closureSerializer().newInstance();
    }

    private static ClassTag<SentFrame> tag() {
        return ClassTag$.MODULE$.apply(SentFrame.class);
    }
}
