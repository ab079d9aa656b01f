package keras4j.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import keras4j.expr.Point;

/**
 * One network that is tried: its point, and the same in words for the Python side.
 *
 * @param units the width of each hidden layer
 * @param rate of the dropout behind each
 */
record TuningCandidate(Point point, List<Integer> units, double rate, double learnRate) {
    ObjectNode json() {
        ObjectNode node = JavaSide.empty().put("rate", rate).put("learn_rate", learnRate);
        ArrayNode widths = node.putArray("units");
        units.forEach(widths::add);
        return node;
    }
}
