package keras4j;

import java.nio.ByteBuffer;
import keras4j.data.Tensor;
import keras4j.python.Rows;

/** The rows of a small tensor, and where their predictions go. */
record TensorRows(Tensor x, Tensor out) implements Rows {
    @Override
    public int count() {
        return x.rows();
    }

    @Override
    public void write(ByteBuffer target) {
        target.put(x.buffer());
    }

    @Override
    public void read(ByteBuffer source) {
        ByteBuffer taken = out.buffer();
        taken.put(source.slice(source.position(), taken.capacity()));
        source.position(source.position() + taken.capacity());
    }
}
