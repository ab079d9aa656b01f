package keras4j.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import keras4j.data.DType;
import keras4j.data.Labels;
import keras4j.data.Tensor;

/** The synthetic rows, in files that both sides read. */
final class Rows {
    static final int COUNT = 60_000;
    static final int PIXELS = 784;
    static final int CLASSES = 10;

    /** Alignment in bytes that {@link Tensor#wrap} recommends. */
    private static final int ALIGNMENT = 64;

    private Rows() {}

    /** Writes {@code x.float32}, numbers from 0 to 1, and {@code y.int32}, their classes. */
    static void write(Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        ByteBuffer x = ByteBuffer.allocate(COUNT * PIXELS * Float.BYTES).order(ByteOrder.nativeOrder());
        ByteBuffer y = ByteBuffer.allocate(COUNT * Integer.BYTES).order(ByteOrder.nativeOrder());
        for (int row = 0; row < COUNT; row++) {
            int label = random.nextInt(CLASSES);
            y.putInt(label);
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                float noise = random.nextInt(256) / 255f;
                x.putFloat(pixel % CLASSES == label ? noise : noise / 2);
            }
        }
        Files.write(folder.resolve("x.float32"), x.array());
        Files.write(folder.resolve("y.int32"), y.array());
    }

    /** The pictures, shape {@code (60000, 784)}, in direct memory. */
    static Tensor x(Path folder) throws IOException {
        return floats(folder.resolve("x.float32"), COUNT, PIXELS);
    }

    /** The numbers of a file, in direct memory. */
    static Tensor floats(Path file, int rows, int columns) throws IOException {
        return Tensor.wrap(read(file), DType.FLOAT32, rows, columns);
    }

    /** Their classes. */
    static Labels y(Path folder) throws IOException {
        int[] codes = new int[COUNT];
        read(folder.resolve("y.int32")).asIntBuffer().get(codes);
        return Labels.of(IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList(), codes);
    }

    private static ByteBuffer read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int size = (int) channel.size();
            ByteBuffer room = ByteBuffer.allocateDirect(size + 2 * ALIGNMENT).alignedSlice(ALIGNMENT);
            ByteBuffer bytes = room.slice(0, size).order(ByteOrder.nativeOrder());
            while (bytes.hasRemaining()) {
                if (channel.read(bytes) < 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
            }
            return bytes.flip();
        }
    }
}
