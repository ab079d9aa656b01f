package keras4j.internal.python;

import java.util.Map;
import java.util.TreeMap;

/** Task that imports Keras, the first one of a Python. */
final class StartTask extends LaneTask {
    private final PythonRequest request;
    private final JepBridge.Log log;
    private final Map<String, String> versions = new TreeMap<>();

    StartTask(PythonRequest request, JepBridge.Log log) {
        this.request = request;
        this.log = log;
    }

    @Override
    void perform(InterpreterLane lane) {
        PythonReply reply = lane.bridge().start(request, log);
        reply.value()
                .properties()
                .forEach(version ->
                        versions.put(version.getKey(), version.getValue().asText()));
    }

    /** Returns the versions of Python, Keras and the backend. */
    Map<String, String> versions() {
        return versions;
    }
}
