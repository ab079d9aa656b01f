package keras4j.internal.python;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Fault of a worker process or of its messages, and the expected end of the call. */
enum WorkerFault {
    KILLED("signal", "KILL", "it was killed by signal 9"),
    TERMINATED("signal", "TERM", "it was killed by signal 15"),
    SEGMENTATION_FAULT("signal", "SEGV", "it was killed by signal 11"),
    ABORTED("signal", "ABRT", "it was killed by signal 6"),
    BUS_ERROR("signal", "BUS", "it was killed by signal 7"),
    HELD_UP("signal", "STOP", "it did not respond for 2 s"),
    SILENT("silent", null, "it did not respond for 2 s"),
    ENDED("exit 0", null, "it exited with code 0"),
    ENDED_WITH_AN_ERROR("exit 3", null, "it exited with code 3"),
    GARBAGE("garbage", null, "it sent an invalid message: length 1399154541"),
    HALF_A_FRAME("half a frame", null, "it exited with code 0"),
    HUGE_FRAME("huge frame", null, "it sent an invalid message: length 2147483647"),
    NEGATIVE_FRAME("negative frame", null, "it sent an invalid message: length -1"),
    HUGE_ATTACHMENT("huge attachment", null, "it exited with code 0"),
    JSON_OF_ANOTHER_KIND("json of another kind", null, "it sent an invalid message: its header is not a JSON object"),
    NO_JSON("no json", null, "it sent an invalid message: its header is not a JSON object"),
    ANSWER_TO_NOBODY("answer to nobody", null, null),
    FLOOD_OF_ERRORS("flood of errors", null, null);

    private final String fault;
    private final @Nullable String signal;
    private final @Nullable String death;

    /**
     * Creates a fault.
     *
     * @param fault the instruction to the process
     * @param signal the signal to send once the process is busy
     * @param death the reason that the caller receives; null if the call succeeds
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
