package keras4j.tracking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;

/**
 * TensorBoard event file: TFRecords, each with two masked checksums (CRC-32C), of Event protocol buffers with scalars.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord</a>
 */
final class EventFile {
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final int CRC_MASK = 0xa282ead8;

    // Numbers of the fields in event.proto and summary.proto, with the type of protocol buffers: varint, double, bytes
    // or float.
    private static final int WALL_TIME = (1 << 3) | 1;
    private static final int STEP = 2 << 3;
    private static final int FILE_VERSION = (3 << 3) | 2;
    private static final int SUMMARY = (5 << 3) | 2;
    private static final int SUMMARY_VALUE = (1 << 3) | 2;
    private static final int TAG = (1 << 3) | 2;
    private static final int SIMPLE_VALUE = (2 << 3) | 5;

    private final Path file;

    private EventFile(Path file) {
        this.file = file;
    }

    /** Creates a new file in a folder, which is created if it is not there. */
    static EventFile create(Path folder) throws IOException {
        Files.createDirectories(folder);
        long seconds = System.currentTimeMillis() / 1000;
        String name = "events.out.tfevents.%010d.%s.%d.%d"
                .formatted(seconds, host(), ProcessHandle.current().pid(), NUMBER.getAndIncrement());
        EventFile created = new EventFile(folder.resolve(name));
        ByteArrayOutputStream event = event();
        bytes(event, FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
        created.append(event.toByteArray());
        return created;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }

    /** Appends one event with some scalars. */
    void scalars(long step, Map<String, Double> scalars) throws IOException {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        scalars.forEach((tag, scalar) -> bytes(summary, SUMMARY_VALUE, value(tag, scalar.floatValue())));
        ByteArrayOutputStream event = event();
        event.write(STEP);
        varint(event, step);
        bytes(event, SUMMARY, summary.toByteArray());
        append(event.toByteArray());
    }

    private static byte[] value(String tag, float scalar) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        bytes(value, TAG, tag.getBytes(StandardCharsets.UTF_8));
        value.write(SIMPLE_VALUE);
        value.writeBytes(little(Float.BYTES).putFloat(scalar).array());
        return value.toByteArray();
    }

    private static ByteArrayOutputStream event() {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.write(WALL_TIME);
        event.writeBytes(little(Double.BYTES)
                .putDouble(System.currentTimeMillis() / 1000.0)
                .array());
        return event;
    }

    private static void bytes(ByteArrayOutputStream message, int field, byte[] content) {
        message.write(field);
        varint(message, content.length);
        message.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream message, long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            message.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        message.write((int) rest);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Appends a record: length, checksum of the length, content, checksum of the content. */
    private void append(byte[] content) throws IOException {
        byte[] length = little(Long.BYTES).putLong(content.length).array();
        byte[] framed = new byte[length.length + Integer.BYTES + content.length + Integer.BYTES];
        ByteBuffer.wrap(framed)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(length)
                .putInt(maskedCrc(length))
                .put(content)
                .putInt(maskedCrc(content));
        Files.write(file, framed, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static int maskedCrc(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK;
    }
}
