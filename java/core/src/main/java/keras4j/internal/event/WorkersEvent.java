package keras4j.internal.event;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** Queue of a session and worker processes of this JVM, as JDK Flight Recorder asks for them each second. */
@Name("keras4j.Workers")
@Label("Queue and Worker Processes")
@Category("keras4j")
@Period("1 s")
@StackTrace(false)
public final class WorkersEvent extends Event {
    @Label("Queue Length")
    public int queue;

    @Label("Worker Processes")
    public int processes;

    @Label("Restarts")
    public int restarts;

    /** Records the numbers. */
    public static void commit(int queue, int processes, int restarts) {
        WorkersEvent event = new WorkersEvent();
        event.queue = queue;
        event.processes = processes;
        event.restarts = restarts;
        event.commit();
    }
}
