package keras4j.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message between this JVM and a worker process: JSON with raw bytes beside it.
 *
 * @param head the JSON, whose {@code sizes} say how long each attachment is
 */
record Frame(ObjectNode head, List<byte[]> attachments) {
    static Frame of(ObjectNode head, List<byte[]> attachments) {
        ArrayNode sizes = head.putArray("sizes");
        attachments.forEach(each -> sizes.add(each.length));
        return new Frame(head, attachments);
    }

    void write(DataOutputStream sink) throws IOException {
        byte[] text = Replies.text(head).getBytes(StandardCharsets.UTF_8);
        sink.writeInt(text.length);
        sink.write(text);
        for (byte[] attachment : attachments) {
            sink.write(attachment);
        }
        sink.flush();
    }

    /** The next frame; null where the other side has ended. */
    static @Nullable Frame read(DataInputStream source) throws IOException {
        try {
            byte[] text = new byte[source.readInt()];
            source.readFully(text);
            ObjectNode head = (ObjectNode) Replies.tree(new String(text, StandardCharsets.UTF_8));
            List<byte[]> attachments = new ArrayList<>();
            for (JsonNode size : head.path("sizes")) {
                byte[] attachment = new byte[size.asInt()];
                source.readFully(attachment);
                attachments.add(attachment);
            }
            return new Frame(head, attachments);
        } catch (EOFException ended) {
            return null;
        }
    }

    /** The number of the call that it belongs to. */
    long id() {
        return head.path("id").asLong();
    }
}
