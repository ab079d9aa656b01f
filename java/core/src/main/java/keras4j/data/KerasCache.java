package keras4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import keras4j.internal.text.Sha256Sum;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in Keras' data set cache, downloaded if it is missing.
 *
 * @param file its path in Keras' cache
 * @param origin the URL from which Keras downloads it
 * @param sha256 the checksum that Keras checks, in hexadecimal
 */
record KerasCache(Path file, URI origin, String sha256) {
    private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);
    /** Bytes that are hashed at a time. */
    private static final int CHUNK_BYTES = 1 << 16;

    static KerasCache mnist(@Nullable String kerasHome, String userHome) {
        Path home = kerasHome == null ? Path.of(userHome, ".keras") : Path.of(kerasHome);
        return new KerasCache(
                home.resolve("datasets").resolve("mnist.npz"),
                URI.create("https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"),
                "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1");
    }

    /**
     * Returns the verified file; a missing or corrupt one is downloaded to a temporary file, checked and moved into
     * place.
     */
    Path fetched() {
        try {
            if (!Files.isRegularFile(file) || !sha256.equals(sum(file))) {
                download();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(notDownloaded(e), e);
        }
    }

    private String notDownloaded(IOException e) {
        return "Datasets: " + file.getFileName() + " could not be downloaded from " + origin + ": " + e.getMessage()
                + "; put it at " + file + ", or use Datasets.mnist(folder) with a folder of IDX files";
    }

    private void download() throws IOException {
        LOG.info("downloading {} to {}", origin, file);
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path aside = Files.createTempFile(folder, file.getFileName().toString(), ".part");
        try {
            try (InputStream body = body()) {
                Files.copy(body, aside, StandardCopyOption.REPLACE_EXISTING);
            }
            String got = sum(aside);
            if (!sha256.equals(got)) {
                throw new IOException("its SHA-256 must be " + sha256 + ", got " + got);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private InputStream body() throws IOException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
        HttpRequest request =
                HttpRequest.newBuilder(origin).timeout(Duration.ofMinutes(5)).build();
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                throw new IOException("the server answered " + response.statusCode());
            }
            return response.body();
        } catch (ConnectException e) {
            throw new IOException("no connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String sum(Path file) throws IOException {
        Sha256Sum sum = new Sha256Sum();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] part = in.readNBytes(CHUNK_BYTES); part.length > 0; part = in.readNBytes(CHUNK_BYTES)) {
                sum.add(part);
            }
        }
        return sum.hex();
    }
}
