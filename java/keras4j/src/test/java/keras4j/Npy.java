package keras4j;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.data.DType;
import keras4j.data.Tensor;

/** Arrays in the files that NumPy reads and writes, format 1.0. */
final class Npy {
    private static final int PREFIX = 10;

    private Npy() {}

    static void write(Path file, Tensor tensor) throws IOException {
        String shape = IntStream.of(tensor.shape()).mapToObj(n -> n + ",").collect(Collectors.joining());
        String header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n".formatted(descr(tensor), shape);
        ByteBuffer bytes = ByteBuffer.allocate(
                        PREFIX + header.length() + tensor.buffer().capacity())
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) 1).put((byte) 0).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII)).put(tensor.buffer());
        Files.write(file, bytes.array());
    }

    private static String descr(Tensor tensor) {
        return tensor.dtype() == DType.FLOAT32 ? "<f4" : tensor.dtype() == DType.INT32 ? "<i4" : "|u1";
    }

    /** The shape of an array. */
    static int[] shape(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        String header = new String(bytes.array(), PREFIX, bytes.getShort(PREFIX - 2), StandardCharsets.US_ASCII);
        String lengths = header.substring(header.indexOf('(') + 1, header.indexOf(')'));
        return Pattern.compile("\\d+")
                .matcher(lengths)
                .results()
                .mapToInt(length -> Integer.parseInt(length.group()))
                .toArray();
    }

    /** The numbers of a float32 array, in C order. */
    static float[] read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(PREFIX + bytes.getShort(PREFIX - 2));
        float[] numbers = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }
}
