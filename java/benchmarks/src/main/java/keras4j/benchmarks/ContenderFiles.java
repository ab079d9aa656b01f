package keras4j.benchmarks;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import keras4j.data.Tensor;

/**
 * Files that all contenders read: the rows, the fitted model in each format, its weights, and Keras' answers.
 *
 * @param folder the folder with all of them
 */
record ContenderFiles(Path folder) {
    static final int BATCH = 1_000;

    /** Greatest difference between an answer and that of Keras. */
    static final double TOLERANCE = 1e-4;

    /** Writes the rows to train with, and the first thousand of them once more, to predict. */
    void write() throws IOException {
        Rows.write(folder);
        try (FileChannel all = FileChannel.open(folder.resolve("x.float32"));
                FileChannel batch = FileChannel.open(
                        folder.resolve("batch.float32"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            all.transferTo(0, (long) BATCH * Rows.PIXELS * Float.BYTES, batch);
        }
    }

    Tensor batch() throws IOException {
        return Rows.floats(folder.resolve("batch.float32"), BATCH, Rows.PIXELS);
    }

    /** Keras' answers to the batch. */
    Tensor expected() throws IOException {
        return Rows.floats(folder.resolve("expected.float32"), BATCH, Rows.CLASSES);
    }

    FloatBuffer weights() throws IOException {
        return Rows.floats(folder.resolve("weights.float32"), 1, DenseWeights.COUNT)
                .buffer()
                .asFloatBuffer();
    }

    Path kerasFile() {
        return folder.resolve("model.keras");
    }

    Path archive() {
        return folder.resolve("model.keras4j");
    }

    /** The classes of a first prediction, for class-data sharing. */
    Path classArchive() {
        return folder.resolve("classes.jsa");
    }

    /** An archive that has the ONNX form, too. */
    Path archiveWithOnnx() {
        return folder.resolve("model-onnx.keras4j");
    }

    Path onnxFile() {
        return folder.resolve("model.onnx");
    }
}
