package keras4j.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * Command that starts a contender, and its part in the report.
 *
 * @param name its name in the report and as an argument
 * @param reference the name of the contender of pure Python that it is compared with
 * @param trains whether it can train, too
 * @param exports whether it must write the model in its own format first
 * @param command the command, without the mode and the folder
 * @param environment additional environment variables
 */
record Competitor(
        String name,
        String reference,
        boolean trains,
        boolean exports,
        List<String> command,
        Map<String, String> environment) {
    boolean has(ContenderMode mode) {
        return name.equals(Competitors.KERAS4J_CLASSES) ? mode.isStart() : trains || mode != ContenderMode.COLD;
    }
}
