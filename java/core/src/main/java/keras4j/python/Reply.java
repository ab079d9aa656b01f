package keras4j.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a function of the Python half gave back.
 *
 * @param value its value as JSON
 * @param attachments raw bytes beside it, such as a model's
 */
public record Reply(JsonNode value, List<byte[]> attachments) {}
