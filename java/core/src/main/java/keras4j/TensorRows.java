package keras4j;

import java.nio.ByteBuffer;
import java.util.List;
import keras4j.data.Tensor;
import keras4j.python.Rows;

/** The rows of small tensors, one an input, and where the predictions of each output go. */
record TensorRows(List<Tensor> x, List<Tensor> out) implements Rows {
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
