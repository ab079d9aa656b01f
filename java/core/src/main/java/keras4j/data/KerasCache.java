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
import keras4j.text.Sha256;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in the folder where Keras keeps its data sets, downloaded when it is not there.
 *
 * @param file where Keras has it
 * @param origin where Keras gets it
 * @param sha256 what Keras checks
 */
record KerasCache(Path file, URI origin, String sha256) {
    private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);
    /** Bytes that are summed at a time. */
    private static final int PART = 1 << 16;

    static KerasCache mnist(@Nullable String kerasHome, String userHome) {
        Path home = kerasHome == null ? Path.of(userHome, ".keras") : Path.of(kerasHome);
        return new KerasCache(
                home.resolve("datasets").resolve("mnist.npz"),
                URI.create("https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"),
                "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1");
    }

    /** The checked file; a missing or a wrong one is downloaded aside, checked and moved into place. */
    Path fetched() {
        try {
            if (!Files.isRegularFile(file) || !sha256.equals(sum(file))) {
                download();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Datasets: " + file.getFileName() + " could not be downloaded from " + origin + ": "
                            + e.getMessage() + "; put it at " + file
                            + ", or use Datasets.mnist(folder) with a folder of IDX files",
                    e);
        }
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
        Sha256 sum = new Sha256();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
                sum.add(part);
            }
        }
        return sum.hex();
    }
}
