package keras4j.python;

import java.util.Map;
import java.util.TreeMap;

/** Imports Keras: the first thing that a Python does. */
final class StartTask extends Task {
    private final Request request;
    private final Bridge.Log log;
    private final Map<String, String> versions = new TreeMap<>();

    StartTask(Request request, Bridge.Log log) {
        this.request = request;
        this.log = log;
    }

    @Override
    void perform(Lane lane) {
        Reply reply = lane.bridge().start(request, log);
        reply.value()
                .properties()
                .forEach(version ->
                        versions.put(version.getKey(), version.getValue().asText()));
    }

    /** Which versions run. */
    Map<String, String> versions() {
        return versions;
    }
}
