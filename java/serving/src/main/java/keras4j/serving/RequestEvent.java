package keras4j.serving;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Request to a server, as JDK Flight Recorder records it. */
@Name("keras4j.Request")
@Label("Request")
@Category("keras4j")
@StackTrace(false)
final class RequestEvent extends Event {
    @Label("Method")
    String method = "";

    @Label("Status")
    int status;

    static RequestEvent start(String method) {
        RequestEvent event = new RequestEvent();
        event.begin();
        event.method = method;
        return event;
    }

    void answered(int answer) {
        status = answer;
        commit();
    }
}
