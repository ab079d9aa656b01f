package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import keras4j.callback.Callback;
import keras4j.callback.Callbacks;
import keras4j.data.Examples;
import keras4j.spec.Spec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of callbacks that report a fit to TensorBoard files or a server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportingCallbacksIT {
    private final Keras keras = Keras.open();
    private final Examples train = Examples.of(SessionFixtures.x(), SessionFixtures.y());

    @AfterAll
    void close() {
        keras.close();
    }

    private static Spec tiny(Callback callback) {
        return SessionFixtures.tiny(1).epochs(3).callbacks(callback);
    }

    @Test
    @Tag("tensorflow")
    void tensor_board_writes_its_events_into_a_folder(@TempDir Path folder) throws IOException {
        keras.fit(tiny(Callbacks.tensorBoard().logDir(folder.toString()).histogramFreq(1)), train, train);
        for (String part : List.of("train", "validation")) {
            try (Stream<Path> files = Files.list(folder.resolve(part))) {
                Path events = files.findFirst().orElseThrow();
                assertTrue(events.getFileName().toString().startsWith("events.out.tfevents."), events.toString());
                String text = Files.readString(events, StandardCharsets.ISO_8859_1);
                assertTrue(text.contains("epoch_loss"), "the events of " + part + " have the loss of each epoch");
            }
        }
    }

    @Test
    void remote_monitor_sends_the_logs_of_each_epoch() throws IOException {
        Queue<String> paths = new ConcurrentLinkedQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String root = "http://localhost:" + server.getAddress().getPort();
            keras.fit(tiny(Callbacks.remoteMonitor().root(root)), train);
        } finally {
            server.stop(0);
        }
        assertEquals(List.of("/publish/epoch/end/", "/publish/epoch/end/", "/publish/epoch/end/"), List.copyOf(paths));
    }
}
