package keras4j.python;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What can become of a worker process, or of what it says, and how the call in it ends. */
enum WorkerFault {
    KILLED("signal", "KILL", "signal 9 ended it"),
    TERMINATED("signal", "TERM", "signal 15 ended it"),
    SEGMENTATION_FAULT("signal", "SEGV", "signal 11 ended it"),
    ABORTED("signal", "ABRT", "signal 6 ended it"),
    BUS_ERROR("signal", "BUS", "signal 7 ended it"),
    HELD_UP("signal", "STOP", "it gave no sign of life for 2 s"),
    SILENT("silent", null, "it gave no sign of life for 2 s"),
    ENDED("exit 0", null, "it ended with exit code 0"),
    ENDED_WITH_AN_ERROR("exit 3", null, "it ended with exit code 3"),
    GARBAGE("garbage", null, "it sent what is no frame: a length is 1399154541"),
    HALF_A_FRAME("half a frame", null, "it ended with exit code 0"),
    HUGE_FRAME("huge frame", null, "it sent what is no frame: a length is 2147483647"),
    NEGATIVE_FRAME("negative frame", null, "it sent what is no frame: a length is -1"),
    HUGE_ATTACHMENT("huge attachment", null, "it ended with exit code 0"),
    JSON_OF_ANOTHER_KIND("json of another kind", null, "it sent what is no frame: its head is no JSON object"),
    NO_JSON("no json", null, "it sent what is no frame: its head is no JSON object"),
    ANSWER_TO_NOBODY("answer to nobody", null, null),
    FLOOD_OF_ERRORS("flood of errors", null, null);

    private final String fault;
    private final @Nullable String signal;
    private final @Nullable String death;

    /**
     * @param fault what the process is told to do
     * @param signal what is sent to it once it is busy
     * @param death what its caller hears; null where the answer comes all the same
     */
    WorkerFault(String fault, @Nullable String signal, @Nullable String death) {
        this.fault = fault;
        this.signal = signal;
        this.death = death;
    }

    String fault() {
        return fault;
    }

    @Nullable String death() {
        return death;
    }

    void send(String pid) throws IOException, InterruptedException {
        if (signal != null) {
            new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor();
        }
    }
}
