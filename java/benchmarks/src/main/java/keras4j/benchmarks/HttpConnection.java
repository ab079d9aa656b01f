package keras4j.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Connection of a client to a server, with one request at a time. */
final class HttpConnection implements AutoCloseable {
    private static final String LENGTH = "\r\ncontent-length:";

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(1 << 14);

    HttpConnection(int port) throws IOException {
        this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Lets a selector tell when there is something to receive. */
    void register(Selector selector, Object attachment) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, attachment);
    }

    /** Sends a whole request, with its headers. */
    void send(byte[] request) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** Reads once; returns the body of the answer, or null if a part of it has not come yet. */
    byte @Nullable [] receive() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("HttpFigures: a server has closed a connection");
        }
        String head = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        int end = head.indexOf("\r\n\r\n") + 4;
        if (end < 4) {
            return null;
        }
        int length = length(head.substring(0, end).toLowerCase(Locale.ROOT));
        if (in.position() < end + length) {
            return null;
        }
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException("HttpFigures: a request must be answered with status 200, got " + head);
        }
        in.clear();
        return Arrays.copyOfRange(in.array(), end, end + length);
    }

    private static int length(String head) {
        int from = head.indexOf(LENGTH) + LENGTH.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
