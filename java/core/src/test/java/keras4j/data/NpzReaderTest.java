package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzReaderTest {
    private final Path file;

    NpzReaderTest(@TempDir Path folder) {
        this.file = folder.resolve("a.npz");
    }

    /** Returns a .npy file in NumPy's format. */
    private static byte[] npy(int version, String header, int... values) {
        int lengthBytes = version == 1 ? 2 : 4;
        byte[] npy = new byte[8 + lengthBytes + header.length() + values.length];
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0, (byte) header.length()};
        System.arraycopy(magic, 0, npy, 0, magic.length);
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, npy, 8 + lengthBytes, text.length);
        for (int i = 0; i < values.length; i++) {
            npy[npy.length - values.length + i] = (byte) values[i];
        }
        return npy;
    }

    private static String header(String shape) {
        return "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }   \n";
    }

    private Tensor read(byte[] npy, int rank) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(npy);
        }
        try (NpzReader npz = NpzReader.open(file)) {
            return npz.bytes("x", rank);
        }
    }

    private void refused(String message, byte[] npy, int rank) {
        assertEquals(
                message.replace("FILE", file.toString()),
                assertThrows(IOException.class, () -> read(npy, rank)).getMessage());
    }

    @Test
    void a_pipe_is_no_file_of_arrays() throws Exception {
        Path pipe = file.resolveSibling("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertEquals(
                "Datasets: file must be a regular file, got a device, a pipe or a socket at " + pipe,
                assertThrows(IOException.class, () -> NpzReader.open(pipe)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void an_array_of_bytes_is_read_in_every_version(int version) throws IOException {
        assertEquals(Tensor.ofBytes(new byte[] {1, -1}, 1, 2, 1), read(npy(version, header("(1, 2, 1)"), 1, 255), 3));
    }

    @Test
    void one_dimension_has_a_comma_in_python() throws IOException {
        assertEquals(Tensor.ofBytes(new byte[] {1, 2}, 2), read(npy(1, header("(2,)"), 1, 2), 1));
    }

    @Test
    void another_rank_is_refused() {
        refused(
                "Datasets: x.npy in FILE must have 1 dimension(s), got shape (1, 2)",
                npy(1, header("(1, 2)"), 1, 2),
                1);
        refused("Datasets: x.npy in FILE must have 1 dimension(s), got shape ()", npy(1, header("()"), 1), 1);
    }

    @Test
    void another_type_or_order_is_refused() {
        String floats = header("(1,)").replace("|u1", "<f4");
        refused(
                "Datasets: x.npy in FILE must be unsigned bytes in C order, got header " + floats.strip(),
                npy(1, floats, 0, 0, 0, 0),
                1);
        String fortran = header("(1,)").replace("False", "True");
        refused(
                "Datasets: x.npy in FILE must be unsigned bytes in C order, got header " + fortran.strip(),
                npy(1, fortran, 0),
                1);
    }

    @Test
    void too_few_or_too_many_bytes_are_refused() {
        refused("Datasets: x.npy in FILE must hold 3 bytes for shape (3), got 2", npy(1, header("(3,)"), 1, 2), 1);
        refused("Datasets: x.npy in FILE must end after 1 bytes for shape (1)", npy(1, header("(1,)"), 1, 2), 1);
        refused(
                "Datasets: x.npy in FILE must hold at most 2147483639 bytes, got shape (999999999, 9)",
                npy(1, header("(999999999, 9)"), 1),
                2);
    }

    @Test
    void what_is_no_array_is_refused() {
        refused("Datasets: x.npy in FILE must be a NumPy array", new byte[] {1, 2, 3}, 1);
        refused("Datasets: x.npy in FILE must be a NumPy array", "no NumPy array".getBytes(StandardCharsets.UTF_8), 1);
    }

    @Test
    void a_missing_array_is_refused() throws IOException {
        read(npy(1, header("(1,)"), 1), 1);
        try (NpzReader npz = NpzReader.open(file)) {
            assertEquals(
                    "Datasets: " + file + " must hold y.npy",
                    assertThrows(IOException.class, () -> npz.bytes("y", 1)).getMessage());
        }
    }

    @Test
    void a_file_that_is_no_zip_is_refused() throws IOException {
        Files.writeString(file, "no zip");
        assertEquals(
                "Datasets: " + file + " must be an .npz file: zip END header not found",
                assertThrows(IOException.class, () -> NpzReader.open(file)).getMessage());
    }
}
