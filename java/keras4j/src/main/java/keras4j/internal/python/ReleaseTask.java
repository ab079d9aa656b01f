package keras4j.internal.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Task that releases the live objects whose numbers wait in a queue. */
final class ReleaseTask extends LaneTask {
    private final Queue<Long> dead;

    ReleaseTask(Queue<Long> dead) {
        this.dead = dead;
    }

    @Override
    void perform(InterpreterLane lane) {
        List<Long> numbers = new ArrayList<>();
        for (Long number = dead.poll(); number != null; number = dead.poll()) {
            numbers.add(number);
        }
        if (!numbers.isEmpty()) {
            lane.bridge().call(PythonRequest.release(numbers));
        }
    }
}
