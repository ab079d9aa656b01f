package keras4j;

import java.nio.ByteBuffer;
import keras4j.python.Rows;

/** One row of floats, and where its prediction goes. */
final class OneRow implements Rows {
    private final float[] x;
    private final float[] out;

    OneRow(float[] x, float[] out) {
        this.x = x;
        this.out = out;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public void write(ByteBuffer target) {
        target.asFloatBuffer().put(x);
        target.position(target.position() + x.length * Float.BYTES);
    }

    @Override
    public void read(ByteBuffer source) {
        source.asFloatBuffer().get(out);
        source.position(source.position() + out.length * Float.BYTES);
    }
}
