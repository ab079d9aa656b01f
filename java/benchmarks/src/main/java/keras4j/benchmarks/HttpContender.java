package keras4j.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * Server that is measured.
 *
 * @param name its name in the report and as an argument
 * @param command the command, without the port
 * @param environment additional environment variables
 */
record HttpContender(String name, List<String> command, Map<String, String> environment) {}
