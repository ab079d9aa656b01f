package keras4j.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import keras4j.internal.files.NotRegularFileException;
import keras4j.internal.files.RegularFile;
import keras4j.internal.text.Quoted;

/**
 * Reader of arrays of unsigned bytes from NumPy's {@code .npz} files: a ZIP of {@code .npy} members. See
 * <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format</a>.
 */
final class NpzReader implements Closeable {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '\\|u1', 'fortran_order': False, 'shape': \\(((?:\\d{1,9}, ?)*(?:\\d{1,9})?)\\), ?\\}\\s*");

    private final Path file;
    private final ZipFile zip;

    private NpzReader(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    static NpzReader open(Path file) throws IOException {
        try {
            RegularFile.require(file);
            return new NpzReader(file, new ZipFile(file.toFile()));
        } catch (NotRegularFileException other) {
            throw new IOException("Datasets: file " + other.requirement(), other);
        } catch (ZipException e) {
            throw new IOException("Datasets: " + Quoted.file(file) + " must be an .npz file: " + e.getMessage(), e);
        }
    }

    /** Reads the array of this name, which must have {@code rank} dimensions. */
    Tensor bytes(String name, int rank) throws IOException {
        String where = name + ".npy in " + file;
        ZipEntry entry = zip.getEntry(name + ".npy");
        if (entry == null) {
            throw new IOException("Datasets: " + Quoted.file(file) + " must hold " + name + ".npy");
        }
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
            int[] shape = shape(header(in, where), where);
            if (shape.length != rank) {
                throw new IOException("Datasets: " + where + " must have " + rank + " dimension(s), got shape "
                        + TensorShapes.text(shape));
            }
            return ImageArrays.read(in, shape, where);
        }
    }

    /**
     * Reads the header. After the magic bytes come a version, the header's length (2 bytes, from version 2 on 4;
     * little-endian), the header.
     */
    private static String header(InputStream in, String where) throws IOException {
        byte[] start = in.readNBytes(8);
        for (int i = 0; i < MAGIC.length; i++) {
            if (start.length < 8 || start[i] != MAGIC[i]) {
                throw new IOException("Datasets: " + where + " must be a NumPy array");
            }
        }
        byte[] length = in.readNBytes(start[6] == 1 ? 2 : 4);
        return new String(in.readNBytes(Math.max(0, Math.min(littleEndian(length), 65536))), StandardCharsets.US_ASCII);
    }

    private static int littleEndian(byte[] bytes) {
        int number = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            number = (number << 8) | (bytes[i] & 0xff);
        }
        return number;
    }

    private static int[] shape(String header, String where) throws IOException {
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new IOException(
                    "Datasets: " + where + " must be unsigned bytes in C order, got header " + header.strip());
        }
        return Stream.of(matcher.group(1).split(", ?"))
                .filter(dimension -> !dimension.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
