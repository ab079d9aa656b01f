package keras4j.serving;

import static keras4j.serving.HttpCalls.JSON;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Clients that misbehave: broken bodies, connections that end in the midst of a request, and bytes that come slowly. */
final class RoughClient {
    private static final Set<Integer> REFUSED = Set.of(200, 400, 404, 413, 415, 429);

    final Queue<String> failures = new ConcurrentLinkedQueue<>();
    final LongAdder fuzzed = new LongAdder();
    final LongAdder hungUp = new LongAdder();
    final LongAdder endedSlow = new LongAdder();
    volatile boolean stopped;

    private final URI server;
    private final HttpCalls http;

    RoughClient(URI server) {
        this.server = server;
        this.http = HttpCalls.of(server);
    }

    Thread start(String name, Runnable step) {
        Thread client = new Thread(
                () -> {
                    while (!stopped) {
                        step.run();
                    }
                },
                name);
        client.start();
        return client;
    }

    /** Sends a body in which bytes are changed. */
    void fuzz(Random random) {
        StringBuilder body = new StringBuilder(random.nextBoolean() ? Survival.records(0, 2) : Survival.tensors(0, 2));
        for (int change = 0; change < 1 + random.nextInt(5); change++) {
            body.setCharAt(random.nextInt(body.length()), (char)
                    (random.nextInt(2) == 0 ? random.nextInt(0x80) : random.nextInt(0x10000)));
        }
        String path =
                new String[] {"/predict", "/v2/models/survival/infer", "/models/other/predict"}[random.nextInt(3)];
        HttpResponse<String> answer = http.post(path, random.nextInt(5) == 0 ? HttpCalls.CSV : JSON, body.toString());
        fuzzed.increment();
        if (!REFUSED.contains(answer.statusCode())) {
            failures.add(answer.statusCode() + " for " + body + ": " + answer.body());
        }
    }

    private static byte[] request() {
        String body = Survival.records(0, 3);
        return ("POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends a part of a request, or all of it, and leaves without the answer. */
    void hangUp(Random random) {
        byte[] request = request();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(request, 0, 1 + random.nextInt(request.length));
            if (random.nextBoolean()) {
                socket.setSoLinger(true, 0);
            }
            hungUp.increment();
        } catch (IOException gone) {
            failures.add("no connection: " + gone);
        }
    }

    /** Sends a byte from time to time until the server ends the connection. */
    void writeSlowly() {
        byte[] request = request();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(50);
            int headers = 90;
            socket.getOutputStream().write(request, 0, headers);
            for (int at = headers; at < request.length && !stopped; at++) {
                if (ended(socket)) {
                    endedSlow.increment();
                    return;
                }
                socket.getOutputStream().write(request[at]);
            }
        } catch (IOException ended) {
            endedSlow.increment();
        }
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException still) {
            return false;
        }
    }
}
