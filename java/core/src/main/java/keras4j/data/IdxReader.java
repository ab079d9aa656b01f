package keras4j.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import keras4j.internal.files.RegularFile;
import keras4j.internal.text.Quoted;

/**
 * Reader of MNIST's IDX file format: two zeros, the type (8: unsigned bytes), the rank, big-endian dimensions, the
 * bytes.
 */
final class IdxReader {
    private static final int UNSIGNED_BYTES = 0x08;

    private IdxReader() {}

    /** Checks that a folder has all of some files. */
    static void require(Path folder, List<String> names) throws IOException {
        List<String> missing =
                names.stream().filter(name -> find(folder, name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new IOException("Datasets: folder " + Quoted.file(folder) + " must hold " + Quoted.of(names)
                    + ", each plain or with .gz, got none of " + Quoted.of(missing));
        }
    }

    /** Finds the file of this name in the folder, plain or with {@code .gz}. */
    private static Optional<Path> find(Path folder, String name) {
        return Stream.of(name, name + ".gz")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    static Tensor read(Path folder, String name, int rank) throws IOException {
        Path file = find(folder, name).orElseThrow();
        try (RegularFile open = RegularFile.open(file);
                InputStream bytes = new BufferedInputStream(open.stream());
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return read(in, file.toString(), rank);
        } catch (ZipException | EOFException e) {
            throw new IOException(
                    "Datasets: " + Quoted.file(file) + " must be a whole gzip file: " + e.getMessage(), e);
        }
    }

    private static Tensor read(InputStream in, String file, int rank) throws IOException {
        byte[] header = in.readNBytes(4 + 4 * rank);
        requireHeader(header, file, rank);
        int[] shape = new int[rank];
        ByteBuffer.wrap(header, 4, 4 * rank).asIntBuffer().get(shape);
        return ImageArrays.read(in, shape, file);
    }

    private static void requireHeader(byte[] header, String file, int rank) throws IOException {
        if (header.length < 4 || header[0] != 0 || header[1] != 0 || header[2] != UNSIGNED_BYTES || header[3] != rank) {
            throw new IOException("Datasets: " + file + " must be an IDX file of unsigned bytes with " + rank
                    + " dimension(s): its first bytes must be 0 0 8 " + rank);
        }
        if (header.length < 4 + 4 * rank) {
            throw new IOException(
                    "Datasets: " + file + " must have a header of " + (4 + 4 * rank) + " bytes, got " + header.length);
        }
    }
}
