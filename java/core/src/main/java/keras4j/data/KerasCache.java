package keras4j.data;

import java.io.ByteArrayInputStream;
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
import java.time.Duration;
import java.util.Objects;
import keras4j.internal.files.AtomicFile;
import keras4j.internal.files.AtomicFolder;
import keras4j.internal.files.FileAccess;
import keras4j.internal.files.RegularFile;
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
    /** Bytes of a download that are read at most: more than any of the files has. */
    private static final int MAX_BYTES = 1 << 28;
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
     * Returns the verified file; a missing or corrupt one is downloaded, checked and written whole or
     * not at all.
     */
    Path fetched() {
        try {
            if (!isThere()) {
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
        byte[] bytes;
        try (InputStream body = body()) {
            bytes = body.readNBytes(MAX_BYTES);
        }
        requireSum(bytes);
        Path cache = Objects.requireNonNull(file.toAbsolutePath().getParent());
        AtomicFolder.<IOException>within(cache, folder -> AtomicFile.write(file, bytes, FileAccess.UMASK));
    }

    private void requireSum(byte[] bytes) throws IOException {
        String got = sum(new ByteArrayInputStream(bytes));
        if (!sha256.equals(got)) {
            throw new IOException("its SHA-256 must be " + sha256 + ", got " + got);
        }
    }

    private boolean isThere() throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (RegularFile open = RegularFile.open(file)) {
            return sha256.equals(sum(open.stream()));
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

    private static String sum(InputStream in) throws IOException {
        Sha256Sum sum = new Sha256Sum();
        for (byte[] part = in.readNBytes(CHUNK_BYTES); part.length > 0; part = in.readNBytes(CHUNK_BYTES)) {
            sum.add(part);
        }
        return sum.hex();
    }
}
