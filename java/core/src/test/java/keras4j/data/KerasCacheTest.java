package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KerasCacheTest {
    private static final String HI_SUM = "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4";

    private final Path file;
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();

    KerasCacheTest(@TempDir Path folder) throws IOException {
        file = folder.resolve("datasets").resolve("mnist.npz");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private KerasCache serving(int status, String content) {
        server.createContext("/mnist.npz", exchange -> {
            requests.incrementAndGet();
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return new KerasCache(file, origin(), HI_SUM);
    }

    private URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mnist.npz");
    }

    private void refused(KerasCache cache, String cause) throws IOException {
        assertEquals(
                "Datasets: mnist.npz could not be downloaded from " + origin() + ": " + cause + "; put it at " + file
                        + ", or use Datasets.mnist(folder) with a folder of IDX files",
                assertThrows(UncheckedIOException.class, cache::fetched).getMessage());
        assertFalse(Files.exists(file.getParent()), "nothing is left, not even the folder");
    }

    @Test
    void a_missing_file_is_downloaded_once() throws IOException {
        KerasCache cache = serving(200, "hi");
        assertEquals("hi", Files.readString(cache.fetched()));
        assertEquals(file, cache.fetched());
        assertEquals(1, requests.get());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void a_file_with_another_sum_is_downloaded_again() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "half a down");
        assertEquals("hi", Files.readString(serving(200, "hi").fetched()));
    }

    @Test
    void a_download_with_another_sum_is_thrown_away() throws IOException {
        refused(
                serving(200, "ho"),
                "its SHA-256 must be " + HI_SUM
                        + ", got a821c62e8104f8519d639b4c0948aece641b143f6601fa145993bb2e2c7299d4");
        assertFalse(Files.exists(file));
    }

    @Test
    void an_answer_that_is_no_file_is_refused() throws IOException {
        refused(serving(404, "not here"), "the server answered 404");
    }

    @Test
    void without_a_network_the_error_says_where_to_put_the_file() throws IOException {
        KerasCache cache = serving(200, "hi");
        server.stop(0);
        refused(cache, "no connection");
    }

    @Test
    void the_file_is_where_keras_has_it() {
        assertEquals(
                Path.of("/home/ada/.keras/datasets/mnist.npz"),
                KerasCache.mnist(null, "/home/ada").file());
        assertEquals(
                Path.of("/data/keras/datasets/mnist.npz"),
                KerasCache.mnist("/data/keras", "/home/ada").file());
    }
}
