package keras4j.internal.session;

import java.nio.ByteBuffer;
import java.util.List;
import keras4j.data.Tensor;
import keras4j.internal.python.RowSource;

/** Rows of small tensors, one for each input, with the tensors that receive the predictions of each output. */
record RowBatch(List<Tensor> x, List<Tensor> out) implements RowSource {
    @Override
    public int count() {
        return x.get(0).rows();
    }

    @Override
    public void write(int input, ByteBuffer target) {
        target.put(x.get(input).buffer());
    }

    @Override
    public void read(int output, ByteBuffer source) {
        ByteBuffer taken = out.get(output).buffer();
        taken.put(source.slice(source.position(), taken.capacity()));
        source.position(source.position() + taken.capacity());
    }
}
