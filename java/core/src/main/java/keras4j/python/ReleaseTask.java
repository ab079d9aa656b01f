package keras4j.python;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Queue;

/** Forgets the live objects whose numbers wait in a queue. */
final class ReleaseTask extends Task {
    private final Queue<Long> dead;

    ReleaseTask(Queue<Long> dead) {
        this.dead = dead;
    }

    @Override
    void perform(Lane lane) {
        ObjectNode arguments = Request.empty();
        ArrayNode numbers = arguments.putArray("ids");
        for (Long number = dead.poll(); number != null; number = dead.poll()) {
            numbers.add(number);
        }
        if (!numbers.isEmpty()) {
            lane.bridge().call(Request.of("release", arguments, "release"));
        }
    }
}
