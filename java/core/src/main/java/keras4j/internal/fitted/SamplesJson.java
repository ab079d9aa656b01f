package keras4j.internal.fitted;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.data.DType;
import keras4j.data.Tensor;
import keras4j.internal.memory.DirectMemory;
import keras4j.internal.text.Quoted;
import keras4j.internal.text.TextBytes;
import keras4j.internal.workflow.DataPreparation;
import keras4j.model.Samples;

/**
 * JSON form of {@link Samples}: each array with its type, its shape and its numbers, little-endian in base64. Texts are
 * UTF-8, padded with zeros to one length.
 */
record SamplesJson(List<Numbers> x, List<Numbers> predicted) {
    record Numbers(String dtype, List<Integer> shape, String values) {
        static Numbers of(Tensor tensor) {
            ByteBuffer buffer = tensor.buffer().order(ByteOrder.LITTLE_ENDIAN);
            byte[] values = new byte[buffer.remaining()];
            buffer.get(values);
            return new Numbers(
                    tensor.dtype().toString(),
                    list(tensor.shape()),
                    Base64.getEncoder().encodeToString(values));
        }

        Tensor tensor() {
            byte[] bytes = Base64.getDecoder().decode(values);
            int[] lengths = shape.stream().mapToInt(Integer::intValue).toArray();
            if (dtype.equals(DType.STRING.toString())) {
                int count = Arrays.stream(lengths).reduce(1, Math::multiplyExact);
                int width = Math.max(1, bytes.length / Math.max(1, count));
                return Tensor.ofStrings(TextBytes.texts(ByteBuffer.wrap(bytes), width), lengths);
            }
            ByteBuffer memory = DirectMemory.zeros(bytes.length);
            return Tensor.wrap(memory.put(bytes).flip(), DType.valueOf(dtype.toUpperCase(Locale.ROOT)), lengths);
        }
    }

    static SamplesJson of(Samples samples) {
        return new SamplesJson(
                samples.x().stream().map(Numbers::of).toList(),
                samples.predicted().stream().map(Numbers::of).toList());
    }

    /** Returns the samples of a model, after checking them against its inputs and outputs. */
    Samples samples(DataPreparation preparation, List<List<Integer>> outputs) {
        List<Tensor> x = this.x.stream().map(Numbers::tensor).toList();
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int at = 0; at < x.size(); at++) {
            named.put(preparation.schema().inputs().get(at).name(), x.get(at));
        }
        Samples samples = new Samples(
                preparation.schema().x(named),
                predicted.stream().map(Numbers::tensor).toList());
        ModelSignature signature = new ModelSignature(preparation.schema().inputs(), outputs);
        if (!signature.fits(samples.predicted(), samples.rows())) {
            List<List<Integer>> expected = signature.outputShapes(samples.rows()).stream()
                    .map(SamplesJson::list)
                    .toList();
            List<List<Integer>> got =
                    samples.predicted().stream().map(each -> list(each.shape())).toList();
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_CONTENT,
                    "Fitted: predictions of the samples must have shapes " + expected + ", got " + Quoted.cut(got));
        }
        return samples;
    }

    private static List<Integer> list(int[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
