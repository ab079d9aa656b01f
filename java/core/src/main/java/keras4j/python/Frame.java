package keras4j.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
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
    /** Bytes of JSON; what is longer is text of something else, read as a length. */
    private static final int LONGEST = 1 << 28;

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

    /**
     * The next frame; null where the other side has ended. Room is made for what has come, not for what is said to come.
     *
     * @throws StreamCorruptedException what comes is no frame
     */
    static @Nullable Frame read(DataInputStream source) throws IOException {
        try {
            int length = source.readInt();
            if (length > LONGEST) {
                throw new StreamCorruptedException("a length is " + length);
            }
            ObjectNode head = head(bytes(source, length));
            List<byte[]> attachments = new ArrayList<>();
            for (JsonNode size : head.path("sizes")) {
                attachments.add(bytes(source, size.asInt(-1)));
            }
            return new Frame(head, attachments);
        } catch (EOFException ended) {
            return null;
        }
    }

    private static byte[] bytes(DataInputStream source, int count) throws IOException {
        if (count < 0) {
            throw new StreamCorruptedException("a length is " + count);
        }
        byte[] read = source.readNBytes(count);
        if (read.length < count) {
            throw new EOFException();
        }
        return read;
    }

    private static ObjectNode head(byte[] text) throws StreamCorruptedException {
        try {
            if (Replies.tree(new String(text, StandardCharsets.UTF_8)) instanceof ObjectNode head) {
                return head;
            }
        } catch (IllegalStateException notJson) {
            // The same as other JSON.
        }
        throw new StreamCorruptedException("its head is no JSON object");
    }

    /** The number of the call that it belongs to. */
    long id() {
        return head.path("id").asLong();
    }
}
