package keras4j.internal.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** Live models of a session, as JDK Flight Recorder asks for them each second. */
@Name("keras4j.LiveModels")
@Label("Live Models")
@Category("keras4j")
@Period("1 s")
@StackTrace(false)
public final class LiveModelsEvent extends Event {
    @Label("Models")
    public int models;

    @Label("Bytes")
    @DataAmount
    public long bytes;

    @Label("Restorations")
    public int restorations;

    /** Records the numbers of a session. */
    public static void commit(int models, long bytes, int restorations) {
        LiveModelsEvent event = new LiveModelsEvent();
        event.models = models;
        event.bytes = bytes;
        event.restorations = restorations;
        event.commit();
    }
}
