package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistFolderTest {
    private static final String TRAIN_X = "train-images-idx3-ubyte";
    private static final String TRAIN_Y = "train-labels-idx1-ubyte";
    private static final String TEST_X = "t10k-images-idx3-ubyte";
    private static final String TEST_Y = "t10k-labels-idx1-ubyte";

    private final Path folder;

    MnistFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Returns an IDX file of unsigned bytes. */
    private static byte[] idx(byte[] values, int... shape) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + values.length);
        file.put(new byte[] {0, 0, 8, (byte) shape.length});
        for (int dimension : shape) {
            file.putInt(dimension);
        }
        file.put(values);
        return file.array();
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private void refused(String message) {
        assertEquals(
                message.replace("FOLDER", folder.toString()),
                assertThrows(UncheckedIOException.class, () -> Datasets.mnist(folder))
                        .getMessage());
    }

    @BeforeEach
    void two_pictures_to_train_and_one_to_test() throws IOException {
        write(TRAIN_X, idx(new byte[] {0, 51, -1, 0, 0, 0, 0, 102}, 2, 2, 2));
        write(TRAIN_Y, idx(new byte[] {7, 3}, 2));
        write(TEST_X, idx(new byte[] {-1, -1, -1, -1}, 1, 2, 2));
        write(TEST_Y, idx(new byte[] {9}, 1));
    }

    private void read() {
        Datasets.TrainTest data = Datasets.mnist(folder);
        Tensor x = assertInstanceOf(TensorSeries.class, data.train().getColumn("x"))
                .tensor();
        assertEquals(Tensor.of(new float[][] {{0, 0.2f, 1, 0}, {0, 0, 0, 0.4f}}), x);
        assertEquals(3, data.train().getColumn("y").get(1));
        assertArrayEquals(
                new float[] {1, 1, 1, 1}, (float[]) data.test().getColumn("x").get(0));
        assertEquals(9, data.test().getColumn("y").get(0));
    }

    @Test
    void plain_files_are_read() {
        read();
    }

    @Test
    void gzipped_files_are_read() throws IOException {
        for (String name : new String[] {TRAIN_X, TRAIN_Y, TEST_X, TEST_Y}) {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            Files.delete(folder.resolve(name));
            write(name + ".gz", gzipped(bytes));
        }
        read();
    }

    @Test
    void a_folder_without_all_files_is_refused_by_the_names_of_those_that_are_missing() throws IOException {
        String all = "Datasets: folder FOLDER must hold 'train-images-idx3-ubyte', 'train-labels-idx1-ubyte',"
                + " 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte', each plain or with .gz, got none of ";
        Files.delete(folder.resolve(TRAIN_X));
        refused(all + "'train-images-idx3-ubyte'");
        Files.delete(folder.resolve(TRAIN_Y));
        write(TEST_X, idx(new byte[10_000], 10_000, 1, 1));
        write(TEST_Y, idx(new byte[10_000], 10_000));
        refused(all + "'train-images-idx3-ubyte', 'train-labels-idx1-ubyte'");
        Files.delete(folder.resolve(TEST_Y));
        refused(all + "'train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 't10k-labels-idx1-ubyte'");
    }

    @Test
    void a_pipe_is_no_file() throws Exception {
        Files.delete(folder.resolve(TEST_X));
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", folder.resolve(TEST_X).toString())
                        .start()
                        .waitFor());
        refused("Datasets: folder FOLDER must hold 'train-images-idx3-ubyte', 'train-labels-idx1-ubyte',"
                + " 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte', each plain or with .gz, got none of"
                + " 't10k-images-idx3-ubyte'");
    }

    @Test
    void a_file_of_another_kind_is_refused() throws IOException {
        String kind =
                "Datasets: FOLDER/train-images-idx3-ubyte must be an IDX file of unsigned bytes with 3 dimension(s): "
                        + "its first bytes must be 0 0 8 3";
        write(TRAIN_X, new byte[] {0, 0, 9, 3, 0, 0, 0, 1});
        refused(kind);
        write(TRAIN_X, idx(new byte[2], 2));
        refused(kind);
        write(TRAIN_X, new byte[] {0, 0});
        refused(kind);
    }

    @Test
    void a_truncated_file_is_refused() throws IOException {
        write(TRAIN_X, new byte[] {0, 0, 8, 3, 0, 0, 0, 1});
        refused("Datasets: FOLDER/train-images-idx3-ubyte must have a header of 16 bytes, got 8");
        write(TRAIN_X, idx(new byte[7], 2, 2, 2));
        refused("Datasets: FOLDER/train-images-idx3-ubyte must hold 8 bytes for shape (2, 2, 2), got 7");
    }

    @Test
    void a_file_that_goes_on_is_refused() throws IOException {
        write(TRAIN_X, idx(new byte[9], 2, 2, 2));
        refused("Datasets: FOLDER/train-images-idx3-ubyte must end after 8 bytes for shape (2, 2, 2)");
    }

    @Test
    void a_header_that_claims_too_much_is_refused() throws IOException {
        write(TRAIN_X, idx(new byte[8], 1 << 30, 2, 2));
        refused(
                "Datasets: FOLDER/train-images-idx3-ubyte must hold at most 2147483639 bytes, got shape (1073741824, 2, 2)");
        write(TRAIN_X, idx(new byte[8], -2, 2, 2));
        refused("Datasets: FOLDER/train-images-idx3-ubyte must hold at most 2147483639 bytes, got shape (-2, 2, 2)");
        write(TRAIN_X, idx(new byte[8], 1 << 20, 28, 28));
        refused(
                "Datasets: FOLDER/train-images-idx3-ubyte must hold 822083584 bytes for shape (1048576, 28, 28), got 8");
    }

    @Test
    void pictures_and_labels_must_be_as_many() throws IOException {
        write(TRAIN_Y, idx(new byte[3], 3));
        refused("Datasets: labels must be 2, one a picture, got 3");
    }

    @Test
    void a_damaged_gzip_file_is_refused() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(TRAIN_X));
        Files.delete(folder.resolve(TRAIN_X));
        write(TRAIN_X + ".gz", Arrays.copyOf(bytes, 4));
        refused("Datasets: FOLDER/train-images-idx3-ubyte.gz must be a whole gzip file: Not in GZIP format");
        write(TRAIN_X + ".gz", Arrays.copyOf(gzipped(bytes), 20));
        refused("Datasets: FOLDER/train-images-idx3-ubyte.gz must be a whole gzip file: "
                + "Unexpected end of ZLIB input stream");
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzipped)) {
            out.write(bytes);
        }
        return gzipped.toByteArray();
    }
}
