package keras4j;

import java.nio.ByteBuffer;
import keras4j.data.DType;
import keras4j.python.Rows;

/** One row of floats, and where its prediction goes. */
final class OneRow implements Rows {
    private final float[] x;
    private final DType dtype;
    private final float[] out;

    /** @param dtype what the model takes; it holds each number of the row */
    OneRow(float[] x, DType dtype, float[] out) {
        this.x = x;
        this.dtype = dtype;
        this.out = out;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public void write(ByteBuffer target) {
        switch (dtype) {
            case FLOAT32 -> {
                target.asFloatBuffer().put(x);
                target.position(target.position() + x.length * Float.BYTES);
            }
            case INT32 -> {
                for (float number : x) {
                    target.putInt((int) number);
                }
            }
            case UINT8 -> {
                for (float number : x) {
                    target.put((byte) (int) number);
                }
            }
        }
    }

    @Override
    public void read(ByteBuffer source) {
        source.asFloatBuffer().get(out);
        source.position(source.position() + out.length * Float.BYTES);
    }
}
