package keras4j.internal.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import keras4j.archive.Signer;
import keras4j.internal.files.AtomicFile;
import keras4j.internal.files.FileAccess;
import org.jspecify.annotations.Nullable;

/**
 * ONNX form of a fitted model, which ONNX Runtime computes without Python: a file, its exporter, and how far its outputs
 * were from Keras'.
 */
public final class OnnxForm {
    /** Greatest difference from Keras' number, to which that of {@link #RELATIVE_TOLERANCE} is added. */
    public static final double ABSOLUTE_TOLERANCE = 1e-6;

    /** Greatest difference from Keras' number in parts of it, added to {@link #ABSOLUTE_TOLERANCE}. */
    public static final double RELATIVE_TOLERANCE = 1e-4;

    private final byte[] bytes;
    private final String exporter;
    private final int opset;
    private final double difference;
    /** Computed once, because each prediction looks its form up. */
    private final int hash;

    /** Creates a form; the bytes are not copied. */
    public OnnxForm(byte[] bytes, String exporter, int opset, double difference) {
        this.bytes = bytes;
        this.exporter = exporter;
        this.opset = opset;
        this.difference = difference;
        this.hash = Objects.hash(bytes.length, exporter, opset, difference);
    }

    /** Returns the ONNX file itself, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the name and version of the exporter, such as {@code jax2onnx 0.17.1}. */
    public String exporter() {
        return exporter;
    }

    /** Returns the version of the operator set. */
    public int opset() {
        return opset;
    }

    /** Returns the greatest difference from Keras' outputs at the export. */
    public double difference() {
        return difference;
    }

    /** Writes the file to a new one, and its signature beside it if there is a key. */
    public void save(Path file, @Nullable Signer signer) {
        write(file, bytes);
        if (signer != null) {
            write(file.resolveSibling(file.getFileName() + ".sig"), signer.sign(bytes));
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            AtomicFile.create(file, bytes, FileAccess.UMASK);
        } catch (IOException failed) {
            throw new UncheckedIOException("Fitted.saveOnnx: " + file + " can't be written: " + failed, failed);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnnxForm that
                && Arrays.equals(bytes, that.bytes)
                && exporter.equals(that.exporter)
                && opset == that.opset
                && difference == that.difference;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return exporter + ", opset " + opset + ": " + (bytes.length + 512) / 1024 + " KB, within " + (float) difference
                + " of Keras";
    }
}
