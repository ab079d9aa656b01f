package keras4j.internal.python;

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
 * Message between this JVM and a worker process: JSON with binary attachments.
 *
 * @param head the JSON, whose {@code sizes} are the lengths of the attachments
 */
record WorkerMessage(ObjectNode head, List<byte[]> attachments) {
    /** Maximum size of the JSON in bytes; a larger length is text that was misread as a length. */
    private static final int MAX_HEAD_BYTES = 1 << 28;

    /** Returns a message to a process, with the sizes of its attachments. */
    static WorkerMessage of(ObjectNode head, List<byte[]> attachments) {
        ArrayNode sizes = head.putArray("sizes");
        attachments.forEach(each -> sizes.add(each.length));
        return new WorkerMessage(head, attachments);
    }

    void write(DataOutputStream sink) throws IOException {
        byte[] text = ReplyCodec.text(head).getBytes(StandardCharsets.UTF_8);
        sink.writeInt(text.length);
        sink.write(text);
        for (byte[] attachment : attachments) {
            sink.write(attachment);
        }
        sink.flush();
    }

    /**
     * Reads the next frame and returns it, or null if the other side has ended. Memory is allocated for received bytes,
     * not for announced lengths.
     *
     * @throws StreamCorruptedException the bytes are not a frame
     */
    static @Nullable WorkerMessage read(DataInputStream source) throws IOException {
        try {
            int length = source.readInt();
            if (length > MAX_HEAD_BYTES) {
                throw new StreamCorruptedException("length " + length);
            }
            ObjectNode head = head(bytes(source, length));
            List<byte[]> attachments = new ArrayList<>();
            for (JsonNode size : head.path("sizes")) {
                attachments.add(bytes(source, size.asInt(-1)));
            }
            return new WorkerMessage(head, attachments);
        } catch (EOFException ended) {
            return null;
        }
    }

    private static byte[] bytes(DataInputStream source, int count) throws IOException {
        if (count < 0) {
            throw new StreamCorruptedException("length " + count);
        }
        byte[] read = source.readNBytes(count);
        if (read.length < count) {
            throw new EOFException();
        }
        return read;
    }

    private static ObjectNode head(byte[] text) throws StreamCorruptedException {
        try {
            if (ReplyCodec.tree(new String(text, StandardCharsets.UTF_8)) instanceof ObjectNode head) {
                return head;
            }
        } catch (IllegalStateException notJson) {
            // Handled like JSON that is not an object.
        }
        throw new StreamCorruptedException("its header is not a JSON object");
    }

    /** Returns the number of the call that the frame belongs to. */
    long id() {
        return head.path("id").asLong();
    }
}
