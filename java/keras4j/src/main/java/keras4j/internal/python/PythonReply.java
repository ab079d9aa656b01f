package keras4j.internal.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Return value of a function of the Python half.
 *
 * @param value its value as JSON
 * @param attachments raw bytes beside it, such as a model's
 */
public record PythonReply(JsonNode value, List<byte[]> attachments) {}
